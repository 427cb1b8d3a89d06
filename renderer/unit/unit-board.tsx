import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { unitKinds, unitLevels } from '#db/kernel/codes.ts'
import { unitContract } from '#db/unit/contract.ts'
import { RecordHistory } from '#renderer/journal/record-history.tsx'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { formatCount, formatDate } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { UnitActionForm } from './unit-action-form.tsx'

export type Unit = z.output<typeof unitContract.one.output>
const UnitAction = z.enum(['add', 'rename', 'move', 'classify', 'close'])
export type UnitAction = z.infer<typeof UnitAction>

/** The board of one unit: where it stands, what was seen there, and what can be changed. */
export function UnitBoard({ id }: { readonly id: string }) {
  const { t } = useTranslation('unit')
  const [action, setAction] = useKeptState(`unit.action.${id}`, UnitAction.optional(), undefined)
  const { data: unit, error } = useCaseQuery(unitContract.one, { id }, { keepPrevious: false })
  if (error) return <Refusal error={error} />
  if (!unit) return <section className="card unit-board" aria-busy="true" />
  return (
    <section className="card unit-board" aria-label={unit.name}>
      <UnitPath unit={unit} />
      <h2 className="unit-name">
        {unit.name}
        {unit.validTo !== null && <span className="unit-closed">{t('closedMark')}</span>}
      </h2>
      <UnitFacts unit={unit} />
      <div className="unit-actions" role="group" aria-label={t('actions.label')}>
        {UnitAction.options.map((each) => (
          <Button
            key={each}
            size="small"
            aria-expanded={action === each}
            onClick={() => setAction(action === each ? undefined : each)}
          >
            {each === 'close' && unit.validTo !== null ? t('actions.reopen') : t(`actions.${each}`)}
          </Button>
        ))}
      </div>
      {action && (
        <UnitActionForm
          key={action}
          action={action}
          unit={unit}
          onDone={() => setAction(undefined)}
        />
      )}
      <RecordHistory table="unit" id={id} />
    </section>
  )
}

function UnitPath({ unit }: { readonly unit: Unit }) {
  const { t } = useTranslation('unit')
  const above = unit.path.filter(({ id }) => id !== unit.id)
  return (
    <nav className="unit-path note" aria-label={t('path')}>
      {above.map(({ id, name }) => (
        <span key={id}>
          <Link to="/units" search={{ open: id }}>
            {name}
          </Link>
          {' › '}
        </span>
      ))}
    </nav>
  )
}

function UnitFacts({ unit }: { readonly unit: Unit }) {
  const { t } = useTranslation('unit')
  const word = useCodeWord()
  const unknown = <span className="unit-unknown">{t('unknown')}</span>
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('facts.level'), word(unitLevels, unit.level)],
    [t('facts.kind'), word(unitKinds, unit.kind)],
    [t('facts.prefecture'), unit.prefectureName ?? unknown],
    [t('facts.code'), unit.code ?? unknown],
    [t('facts.below'), formatCount(unit.children)],
    [t('facts.visits'), <VisitLink key="visits" unit={unit} />],
    [
      t('facts.lastVisit'),
      unit.lastVisitOn === null ? unknown : formatDate(unit.lastVisitOn, { year: true }),
    ],
    [t('facts.typesExamined'), formatCount(unit.typesExamined)],
    [t('facts.problems'), <ProblemLink key="problems" unit={unit} />],
    ...(unit.validTo === null
      ? []
      : [[t('facts.closedOn'), formatDate(unit.validTo, { year: true })] as const]),
  ]
  return (
    <dl className="unit-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function VisitLink({ unit }: { readonly unit: Unit }) {
  const { t } = useTranslation('unit')
  return (
    <Link
      to="/rounds/visits"
      search={{ unitId: unit.id }}
      className="number-link"
      title={t('links.visits', { name: unit.name })}
    >
      {formatCount(unit.visits)}
    </Link>
  )
}

function ProblemLink({ unit }: { readonly unit: Unit }) {
  const { t } = useTranslation('unit')
  return (
    <Link
      to="/problems"
      search={{ unitId: unit.id }}
      className="number-link"
      title={t('links.problems', { name: unit.name })}
    >
      {formatCount(unit.problems)}
    </Link>
  )
}
