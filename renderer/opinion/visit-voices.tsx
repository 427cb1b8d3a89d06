import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { channels, speakerKinds } from '#db/kernel/opinion-codes.ts'
import { opinionContract, OpinionFilter } from '#db/opinion/contract.ts'
import { missingKinds } from '#db/opinion/rules.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { OpinionForm } from './opinion-form.tsx'
import { emptyOpinion } from './opinion-form-model.ts'

/** What was heard on a visit, which of the three kinds nobody heard there (R49), and the next one. */
export function VisitVoices({
  id,
  unitId,
  day,
}: {
  readonly id: string
  readonly unitId: string
  readonly day: string
}) {
  const { t } = useTranslation('opinion')
  const word = useCodeWord()
  const [open, setOpen] = useState(false)
  const filter = OpinionFilter.parse({ visitId: id })
  const heard = useCaseQuery(opinionContract.list, { filter, sort: 'no', descending: false })
  const rows = heard.data?.rows ?? []
  const count = (kind: string) => rows.filter(({ speakerKind }) => speakerKind === kind).length
  const lacking = missingKinds({ V01: count('V01'), V02: count('V02'), V03: count('V03') })
  return (
    <section className="visit-voices" aria-label={t('visit.title')}>
      <h2 className="card-title">{t('visit.title')}</h2>
      <Refusal error={heard.error} />
      {heard.data && lacking.length > 0 && (
        <p className="note">
          {t('lacking', {
            kinds: lacking.map((kind) => word(speakerKinds, kind)).join(t('common:listComma')),
          })}
        </p>
      )}
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <blockquote className="quotation">{row.verbatim}</blockquote>
            <p className="note">
              <Link to="/voices" search={{ open: row.id }} className="number-link">
                {word(speakerKinds, row.speakerKind)} · {word(channels, row.channel)}
              </Link>
            </p>
          </li>
        ))}
      </ul>
      {open ? (
        <OpinionForm
          subject={`visit:${id}`}
          fixed
          initial={emptyOpinion(day, { visitId: id, unitId })}
        />
      ) : (
        <Button size="small" onClick={() => setOpen(true)}>
          {t('visit.add')}
        </Button>
      )}
    </section>
  )
}
