import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import {
  directnesses,
  evidenceKinds,
  handoverClasses,
  ownActs,
  reminderModes,
  reminderRanks,
} from '#db/kernel/codes.ts'
import { responsibilityContract } from '#db/responsibility/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'

import type { ProblemRecord } from './problem-form-model.ts'

type Props = { readonly problem: ProblemRecord }

/** One part of the sheet under its heading. */
export function SheetPart({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}) {
  return (
    <section>
      <h3 className="report-heading">{title}</h3>
      {children}
    </section>
  )
}

/** What speaks for it, what speaks against it, and what was looked for against it. */
export function SheetEvidence({ problem }: Props) {
  const { t } = useTranslation('problem')
  const word = useCodeWord()
  const { evidence, exposureId, soughtAgainst } = problem
  return (
    <SheetPart title={t('evidence.title')}>
      {exposureId !== null && <p>{t('evidence.ofVisit')}</p>}
      {evidence.length === 0 && exposureId === null && <p>{t('sheet.noEvidence')}</p>}
      <ul className="sheet-list">
        {evidence
          .toSorted((one, other) => other.supports.localeCompare(one.supports))
          .map(({ id, kind, ref, directness, supports, origin }) => (
            <li key={id}>
              <b>{t(`evidence.${supports}`)}</b> {ref}
              <span className="sheet-aside">
                {word(evidenceKinds, kind)} · {word(directnesses, directness)} · {origin}
              </span>
            </li>
          ))}
      </ul>
      {soughtAgainst !== '' && <p>{t('evidence.sought', { what: soughtAgainst })}</p>}
    </SheetPart>
  )
}

/** To whom it was said in which exact words, to whom it went, and what the committee was asked. */
export function SheetReminders({ problem }: Props) {
  const { t } = useTranslation('problem')
  const word = useCodeWord()
  const { reminders, handover, mergedIntoNo } = problem
  const day = (date: string) => formatDate(date, { year: true })
  return (
    <SheetPart title={t('reminder.title')}>
      {reminders.length === 0 && handover === null && mergedIntoNo === null && (
        <p>{t('sheet.noReminder')}</p>
      )}
      {reminders.map((reminder) => (
        <div key={reminder.id} className="sheet-said">
          <p>
            {t('reminder.line', {
              date: day(reminder.remindedOn),
              by: reminder.by.join(t('common:listComma')),
              mode: word(reminderModes, reminder.mode),
              rank: word(reminderRanks, reminder.toRank),
              name: `${reminder.toPost}${reminder.toName}`,
            })}
          </p>
          <blockquote className="said-words">{reminder.wording}</blockquote>
          <p>
            {reminder.respondedOn === null
              ? t('sheet.noResponse')
              : t('reminder.responded', {
                  date: day(reminder.respondedOn),
                  response: reminder.response,
                })}
          </p>
        </div>
      ))}
      {handover !== null && (
        <p>
          {t('handover.line', {
            date: day(handover.handedOn),
            body: handover.toBody,
            kind: word(handoverClasses, handover.class),
          })}
        </p>
      )}
      {mergedIntoNo !== null && <p>{t('merge.line', { no: mergedIntoNo })}</p>}
      <SheetAsked problemId={problem.id} />
    </SheetPart>
  )
}

function SheetAsked({ problemId }: { readonly problemId: string }) {
  const { t } = useTranslation('responsibility')
  const word = useCodeWord()
  const asked = useCaseQuery(responsibilityContract.ofProblem, { problemId }).data ?? []
  return asked.map(({ id, committeeName, askedOn, actedOn, result, ...row }) => (
    <div key={id} className="sheet-said">
      <p>{t('asked', { date: formatDate(askedOn, { year: true }), committee: committeeName })}</p>
      <blockquote className="said-words">{row.asked}</blockquote>
      <p>
        {actedOn === null
          ? t('notActed')
          : t('acted', {
              date: formatDate(actedOn, { year: true }),
              act: word(ownActs, row.ownActs),
              result,
            })}
      </p>
    </div>
  ))
}
