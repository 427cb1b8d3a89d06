import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { onsiteContract } from '#db/onsite/contract.ts'
import { useCaseCommand } from '#renderer/lib/case-client.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

/** A hypothesis as it is written: what is supposed, and on what basis. */
export function Suppose({
  unitId,
  onEnd,
}: {
  readonly unitId: string
  readonly onEnd: () => void
}) {
  const { t } = useTranslation('onsite')
  const [text, setText] = useKeptState(`onsite.suppose.${unitId}`, z.string(), '')
  const [basis, setBasis] = useKeptState(`onsite.basis.${unitId}`, z.string(), '')
  const suppose = useCaseCommand(onsiteContract.suppose)
  const ready = text.trim() !== '' && basis.trim() !== ''
  function write() {
    if (!ready) return
    const onSuccess = () => {
      setText('')
      setBasis('')
      onEnd()
    }
    suppose.mutate({ unitId, text, basis }, { onSuccess })
  }
  return (
    <div className="onsite-group">
      <label htmlFor="onsite-suppose">{t('supposed.text')}</label>
      <Input.TextArea
        id="onsite-suppose"
        autoFocus
        autoSize={{ minRows: 2 }}
        maxLength={2000}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <label htmlFor="onsite-basis">{t('supposed.basisLabel')}</label>
      <Input
        id="onsite-basis"
        maxLength={2000}
        value={basis}
        onChange={({ target }) => setBasis(target.value)}
      />
      <Refusal error={suppose.error} />
      <div className="step-buttons">
        <Button
          size="small"
          type={ready ? 'primary' : 'dashed'}
          loading={suppose.isPending}
          onClick={write}
        >
          {t('supposed.save')}
        </Button>
        <span className="note">{ready ? t('supposed.stays') : t('supposed.lacking')}</span>
      </div>
    </div>
  )
}
