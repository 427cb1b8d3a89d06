import { useTranslation } from 'react-i18next'

import type { CaseSummary } from '#db/casefile/contract.ts'
import {
  methods,
  notices,
  personParts,
  problemSources,
  severities,
  winds,
} from '#db/kernel/codes.ts'
import { visitContract } from '#db/visit/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDate, formatDateTime } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { FactList } from '#renderer/records/fact-list.tsx'
import { GivenReasons } from '#renderer/records/step-verdict.tsx'

import { StateMark } from './problem-columns.tsx'
import type { ProblemRecord } from './problem-form-model.ts'
import { SheetEvidence, SheetPart, SheetReminders } from './problem-sheet-parts.tsx'
import { TypeName } from './type-select.tsx'

type Props = { readonly problem: ProblemRecord }

/**
 * One problem on paper: what it is, how it was found, what speaks for it and against it, what was
 * said to whom in which words, every step, and the lines to sign on (domain §4.13).
 */
export function ProblemSheet({ problem, summary }: Props & { readonly summary: CaseSummary }) {
  const { t } = useTranslation('problem')
  const foot = [
    summary.title,
    ...(summary.practice ? [t('sheet.practice')] : []),
    t('drawer.title', problem),
    t('sheet.asOf', { date: formatDate(problem.asOf, { year: true }) }),
  ]
  return (
    // A sheet that scrolls must be reachable by the keys that scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <article className="report-sheet problem-sheet" tabIndex={0}>
      <header>
        <p className="report-case">
          {summary.title} · {summary.groupName}
          {summary.practice && <span className="practice-mark">{t('sheet.practice')}</span>}
        </p>
        <h2 className="report-title">
          {t('sheet.title')} {t('drawer.title', problem)}
        </h2>
      </header>
      <SheetPart title={t('sheet.overview')}>
        <Overview problem={problem} />
      </SheetPart>
      <SheetPart title={t('drawer.event')}>
        <EventAndPersons problem={problem} />
      </SheetPart>
      <SheetPart title={t('sheet.howFound')}>
        <HowFound problem={problem} />
      </SheetPart>
      <SheetEvidence problem={problem} />
      <SheetReminders problem={problem} />
      <SheetPart title={t('history.title')}>
        <Steps problem={problem} />
        <GivenReasons subject="problem" subjectId={problem.id} />
      </SheetPart>
      <SignatureLines />
      <footer className="report-foot">{foot.join(' · ')}</footer>
    </article>
  )
}

function Overview({ problem }: Props) {
  const { t } = useTranslation('problem')
  const word = useCodeWord()
  const { prefectureName, unitName } = problem
  const place = prefectureName === null || prefectureName === unitName ? '' : `${prefectureName} · `
  return (
    <FactList
      facts={[
        [t('column.unit'), `${place}${unitName}`],
        [t('column.type'), <TypeName key="type" id={problem.problemType} />],
        [t('form.wind'), problem.wind === null ? t('form.noWind') : word(winds, problem.wind)],
        [t('column.severity'), word(severities, problem.severity)],
        [t('column.state'), <StateMark key="state" state={problem.state} />],
      ]}
    />
  )
}

function EventAndPersons({ problem }: Props) {
  const { t } = useTranslation('problem')
  const word = useCodeWord()
  const facts = (['what', 'happened', 'place', 'effect', 'measure'] as const)
    .filter((field) => problem[field] !== '')
    .map((field) => [t(`form.${field}`), problem[field]] as const)
  const persons = problem.persons.map(({ name, post, part }) => (
    <div key={`${part} ${name} ${post}`}>
      {`${post} ${name}`.trim()} · {word(personParts, part)}
    </div>
  ))
  return (
    <FactList
      facts={[...facts, ...(persons.length > 0 ? [[t('form.persons'), persons] as const] : [])]}
    />
  )
}

/** Where it comes from, on which day, and in which visit. */
function HowFound({ problem }: Props) {
  const { t } = useTranslation('problem')
  const word = useCodeWord()
  const { visitId } = problem
  const visit = useCaseQuery(
    visitContract.one,
    { id: visitId ?? '' },
    { enabled: visitId !== null, keepPrevious: false },
  ).data
  const day = formatDate(problem.foundOn, { year: true })
  return (
    <>
      <p>{t('sheet.found', { date: day, source: word(problemSources, problem.source) })}</p>
      {visit && (
        <p>
          {t('sheet.inVisit', {
            unit: visit.unitName,
            method: word(methods, visit.method),
            notice: word(notices, visit.notice),
          })}
        </p>
      )}
      <p>
        {t('sheet.enteredBy', { name: problem.enteredBy, time: formatDateTime(problem.enteredAt) })}
      </p>
    </>
  )
}

function Steps({ problem }: Props) {
  const { t } = useTranslation('problem')
  if (problem.history.length === 0) return <p>{t('history.none')}</p>
  return (
    <ol className="sheet-list">
      {problem.history.map(({ fromState, toState, basis, at, by }) => (
        <li key={`${at} ${toState}`}>
          {formatDateTime(at)} {by}{' '}
          {t(fromState === null ? 'history.entered' : `history.${toState}`)}
          {basis !== '' && <span className="sheet-basis">{basis}</span>}
        </li>
      ))}
    </ol>
  )
}

/** Whoever handled it signs first, then the deputy, then the leader. */
function SignatureLines() {
  const { t } = useTranslation('problem')
  return (
    <div className="sheet-signatures">
      {(['handler', 'deputy', 'leader'] as const).map((who) => (
        <div key={who}>
          <span>{t(`sheet.sign.${who}`)}</span>
          <span className="sheet-line" />
          <span>{t('sheet.signDate')}</span>
        </div>
      ))}
    </div>
  )
}
