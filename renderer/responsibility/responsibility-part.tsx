import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'

import { ownActs } from '#db/kernel/codes.ts'
import type { problemContract } from '#db/problem/contract.ts'
import { type Responsibility, responsibilityContract } from '#db/responsibility/contract.ts'
import { canAsk } from '#db/responsibility/rules.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'

import { ActForm, AskForm } from './responsibility-forms.tsx'

type Problem = Pick<z.output<typeof problemContract.one.output>, 'id' | 'state' | 'foundOn'>

/** 负总责: what the committee was asked about this problem, and what it did itself (R94). */
export function ResponsibilityPart({ problem }: { readonly problem: Problem }) {
  const { t } = useTranslation('responsibility')
  const [asking, setAsking] = useState(false)
  const asked =
    useCaseQuery(
      responsibilityContract.ofProblem,
      { problemId: problem.id },
      { keepPrevious: false },
    ).data ?? []
  const open = canAsk(problem.state)
  if (!open && asked.length === 0) return null
  return (
    <section className="problem-evidence" aria-label={t('title')}>
      <h2 className="card-title">{t('title')}</h2>
      {asked.length === 0 && <p className="note">{t('none')}</p>}
      {asked.map((row) => (
        <AskedRow key={row.id} row={row} />
      ))}
      {open && !asking && (
        <Button size="small" onClick={() => setAsking(true)}>
          {t('ask')}
        </Button>
      )}
      {open && asking && <AskForm problem={problem} onDone={() => setAsking(false)} />}
    </section>
  )
}

function AskedRow({ row }: { readonly row: Responsibility }) {
  const { t } = useTranslation('responsibility')
  const word = useCodeWord()
  const [acting, setActing] = useState(false)
  const { askedOn, actedOn, committeeName: committee, result } = row
  return (
    <div>
      <p>
        {t('asked', { date: formatDate(askedOn, { year: true }), committee })}
        <span className="history-basis">{row.asked}</span>
      </p>
      <p>
        {actedOn === null
          ? t('notActed')
          : t('acted', {
              date: formatDate(actedOn, { year: true }),
              act: word(ownActs, row.ownActs),
              result,
            })}
      </p>
      {acting ? (
        <ActForm row={row} onDone={() => setActing(false)} />
      ) : (
        <Button size="small" onClick={() => setActing(true)}>
          {t('act')}
        </Button>
      )}
    </div>
  )
}
