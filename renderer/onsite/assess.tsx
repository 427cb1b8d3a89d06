import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { onsiteContract } from '#db/onsite/contract.ts'
import { assessUnit } from '#db/onsite/rules.ts'
import { useCaseCommand } from '#renderer/lib/case-client.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { explainReason } from '#renderer/lib/words.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

type Given = {
  readonly unitId: string
  readonly since: number
  readonly against: number
  readonly onEnd: () => void
}

/** An assessment as it is written: what it still lacks is said before it can be saved. */
export function Assess(given: Given) {
  const { against } = given
  const { t } = useTranslation('onsite')
  const { text, setText, lookedFor, setLookedFor, assess, verdict, ready, write } =
    useAssessment(given)
  return (
    <div className="onsite-group">
      <label htmlFor="onsite-assess">{t('assessed.text')}</label>
      <Input.TextArea
        id="onsite-assess"
        autoFocus
        autoSize={{ minRows: 2 }}
        maxLength={2000}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <label htmlFor="onsite-looked-for">{t('assessed.lookedForLabel', { against })}</label>
      <Input.TextArea
        id="onsite-looked-for"
        autoSize={{ minRows: 1 }}
        maxLength={2000}
        value={lookedFor}
        onChange={({ target }) => setLookedFor(target.value)}
      />
      {verdict.kind === 'refused' &&
        verdict.reasons.map((reason) => (
          <p key={reason.code} className="control-error" role="status">
            {explainReason(reason)}
          </p>
        ))}
      <Refusal error={assess.error} />
      <div className="step-buttons">
        <Button
          size="small"
          type={ready ? 'primary' : 'dashed'}
          loading={assess.isPending}
          onClick={write}
        >
          {t('assessed.save')}
        </Button>
      </div>
    </div>
  )
}

function useAssessment({ unitId, since, against, onEnd }: Given) {
  const [text, setText] = useKeptState(`onsite.assess.${unitId}`, z.string(), '')
  const [lookedFor, setLookedFor] = useKeptState(`onsite.lookedFor.${unitId}`, z.string(), '')
  const assess = useCaseCommand(onsiteContract.assess)
  const verdict = assessUnit({ since, against, lookedFor })
  const ready = verdict.kind === 'allowed' && text.trim() !== ''
  function write() {
    if (!ready) return
    const onSuccess = () => {
      setText('')
      setLookedFor('')
      onEnd()
    }
    assess.mutate({ unitId, text, lookedFor }, { onSuccess })
  }
  return { text, setText, lookedFor, setLookedFor, assess, verdict, ready, write }
}
