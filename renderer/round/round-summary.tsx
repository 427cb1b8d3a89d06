import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { roundContract, type RoundRecord } from '#db/round/contract.ts'
import { useCaseCommand } from '#renderer/lib/case-client.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { SUMMARY } from './round-steps.tsx'

/** What the round came to, in words; it is filed with it. */
export function RoundSummary({ round }: { readonly round: RoundRecord }) {
  const { t } = useTranslation('round')
  const [text, setText] = useKeptState(`round.summary.${round.id}`, z.string(), round.summary)
  const save = useCaseCommand(roundContract.saveSummary)
  const closed = round.state === 'filed' || round.state === 'cancelled'
  const changed = text.trim() !== round.summary
  return (
    <section className="card" aria-label={t('summary.title')}>
      <h2 className="card-title">{t('summary.title')}</h2>
      {closed ? (
        <p className="round-words">{round.summary === '' ? t('summary.none') : round.summary}</p>
      ) : (
        <>
          <Input.TextArea
            id={SUMMARY}
            aria-label={t('summary.title')}
            placeholder={t('summary.hint')}
            autoSize={{ minRows: 2, maxRows: 12 }}
            maxLength={10_000}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          <Refusal error={save.error} />
          <div className="step-buttons">
            <Button
              size="small"
              type={changed ? 'primary' : 'dashed'}
              loading={save.isPending}
              onClick={() => changed && save.mutate({ id: round.id, summary: text })}
            >
              {t('summary.save')}
            </Button>
            {!changed && <span className="note">{t('summary.unchanged')}</span>}
          </div>
        </>
      )}
    </section>
  )
}
