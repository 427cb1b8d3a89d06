import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { redactionReasons } from '#db/kernel/opinion-codes.ts'
import { opinionContract, type OpinionRecord, RedactionReason } from '#db/opinion/contract.ts'
import { redactedText } from '#db/opinion/rules/redaction.ts'
import { useCaseCommand } from '#renderer/lib/case-client.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { CodeSelect } from '#renderer/ui/code-select.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { MarkedWords } from './marked-words.tsx'
import { type Chosen, spanOf } from './text-selection.ts'

/** What others read of the words, and the way to mask one more part of them for a reason (R97). */
export function MaskPart({ opinion }: { readonly opinion: OpinionRecord }) {
  const { t } = useTranslation('opinion')
  const [open, setOpen] = useState(false)
  const { verbatim, masks } = opinion
  return (
    <section className="opinion-codes" aria-label={t('mask.title')}>
      <h2 className="card-title">{t('mask.title')}</h2>
      {masks.length > 0 && (
        <>
          <p className="note">{t('mask.others')}</p>
          <blockquote className="quotation">{redactedText(verbatim, masks)}</blockquote>
        </>
      )}
      {open ? (
        <NewMask opinion={opinion} onLeave={() => setOpen(false)} />
      ) : (
        <Button size="small" onClick={() => setOpen(true)}>
          {t('mask.open')}
        </Button>
      )}
    </section>
  )
}

/** The part is chosen first, then why; what is masked cannot be shown to others again. */
function NewMask({
  opinion,
  onLeave,
}: {
  readonly opinion: OpinionRecord
  readonly onLeave: () => void
}) {
  const { t } = useTranslation('opinion')
  const word = useCodeWord()
  const words = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useState<Chosen>()
  const [reason, setReason] = useState<RedactionReason | null>(null)
  const redact = useCaseCommand(opinionContract.redact)
  const lacking = !chosen ? t('mask.noPart') : reason === null ? t('mask.noReason') : undefined
  const { id: opinionId, verbatim } = opinion

  function mask() {
    if (!chosen || reason === null || redact.isPending) return
    const input = { opinionId, ...spanOf(verbatim, chosen), reason }
    redact.mutate(input, { onSuccess: onLeave })
  }

  return (
    <>
      <MarkedWords
        text={verbatim}
        marks={opinion.masks.map((each) => ({
          ...each,
          label: word(redactionReasons, each.reason),
        }))}
        chosen={chosen}
        onChoose={setChosen}
        place={words}
        describedBy="mask-keys"
      />
      <p className="note" id="mask-keys">
        {t('mask.keys')}
      </p>
      <div className="step-buttons">
        <CodeSelect
          aria-label={t('mask.reason')}
          placeholder={t('mask.reason')}
          list={redactionReasons}
          value={reason}
          onChange={(code) => setReason(RedactionReason.safeParse(code).data ?? null)}
        />
        <Button type={lacking === undefined ? 'primary' : 'dashed'} onClick={mask}>
          {t('mask.do')}
        </Button>
        <Button onClick={onLeave}>{t('mask.leave')}</Button>
      </div>
      <p className="note" role="status">
        {lacking ?? t('mask.forGood')}
      </p>
      <Refusal error={redact.error} />
    </>
  )
}
