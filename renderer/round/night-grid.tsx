import { type MouseEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { lodgingLevels } from '#db/kernel/round-codes.ts'
import type { RoundDay, RoundRecord } from '#db/round/contract.ts'
import { isOver } from '#db/round/rules/plan.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { DayPanel } from './day-panel.tsx'
import type { Cell } from './night-keys.ts'
import { useNights } from './use-nights.ts'

export const NIGHTS = 'round-nights'

/** Members and days: where each spent his nights, written by single keys (R29, R32). */
export function NightGrid({ round }: { readonly round: RoundRecord }) {
  const { t } = useTranslation('round')
  const [editing, setEditing] = useState(false)
  const open = !isOver(round.state)
  const nights = useNights(round, open)
  const { grid, at, dayAt, put, error } = nights
  const active = dayAt(at)
  const { nightsDue, nightsMissing } = round.measures
  return (
    <section className="card round-nights" aria-label={t('nights.title')}>
      <header className="round-part-head">
        <h2 className="card-title">{t('nights.title')}</h2>
        <span className="note" role="status">
          {t('nights.count', { have: nightsDue - nightsMissing.length, due: nightsDue })}
        </span>
      </header>
      {round.members.length === 0 ? (
        <p className="note">{t('nights.nobody')}</p>
      ) : (
        <Nights round={round} nights={nights} onEdit={() => setEditing(true)} />
      )}
      <Refusal error={error} />
      {open && active && (
        <DayPanel
          day={active}
          name={round.members[at.row]?.name ?? ''}
          editing={editing}
          onChange={(day) => put([day])}
          onEnd={() => {
            setEditing(false)
            grid.current?.focus()
          }}
        />
      )}
      {open && round.members.length > 0 && <NightKeys />}
    </section>
  )
}

function Nights({
  round,
  nights,
  onEdit,
}: {
  readonly round: RoundRecord
  readonly nights: ReturnType<typeof useNights>
  readonly onEdit: () => void
}) {
  const { t } = useTranslation('round')
  const { grid, at, setAt, columns, dayAt, press } = nights

  function pick({ target }: MouseEvent) {
    const cell = target instanceof Element ? target.closest<HTMLElement>('.night-cell') : null
    const [row, column] = (cell?.dataset['at'] ?? '').split(' ').map(Number)
    if (row !== undefined && column !== undefined) setAt({ row, column })
  }
  return (
    <div
      ref={grid}
      id={NIGHTS}
      role="grid"
      tabIndex={0}
      className="night-grid"
      aria-label={t('nights.title')}
      aria-activedescendant={`night-${at.row}-${at.column}`}
      style={{ gridTemplateColumns: `max-content repeat(${columns.length}, minmax(44px, 1fr))` }}
      onKeyDown={(event) => press(event, onEdit)}
      onClick={pick}
    >
      <NightHead columns={columns} />
      {round.members.map(({ memberId, name, team }, row) => (
        <div key={memberId} role="row" className="night-row">
          <div role="rowheader" className="night-name">
            {name} <span className="note">{team}</span>
          </div>
          {columns.map((dayOn, column) => (
            <NightCell
              key={dayOn}
              at={{ row, column }}
              name={name}
              day={dayAt({ row, column })}
              due={column < columns.length - 1}
              active={row === at.row && column === at.column}
            />
          ))}
        </div>
      ))}
    </div>
  )
}

function NightHead({ columns }: { readonly columns: readonly string[] }) {
  const { t } = useTranslation('round')
  return (
    <div role="row" className="night-row">
      <div role="columnheader" className="night-corner">
        {t('nights.who')}
      </div>
      {columns.map((dayOn, at) => (
        <div key={dayOn} role="columnheader" className="night-day" aria-label={formatDate(dayOn)}>
          {at === 0 || dayOn.endsWith('-01') ? `${monthOf(dayOn)}/${dateOf(dayOn)}` : dateOf(dayOn)}
        </div>
      ))}
    </div>
  )
}

function monthOf(day: string): number {
  return Number(day.slice(5, 7))
}

function dateOf(day: string): number {
  return Number(day.slice(8, 10))
}

function NightCell({
  at,
  name,
  day,
  due,
  active,
}: {
  readonly at: Cell
  readonly name: string
  readonly day: RoundDay | undefined
  readonly due: boolean
  readonly active: boolean
}) {
  const { t } = useTranslation('round')
  const word = useCodeWord()
  const level = day?.lodgingLevel ?? null
  const told =
    level === null ? t(due ? 'nights.missing' : 'nights.home') : word(lodgingLevels, level)
  const worked = day !== undefined && Object.values(day.minutes).some((minutes) => minutes > 0)
  const look = level === null ? (due ? 'missing' : 'home') : level
  return (
    <div
      id={`night-${at.row}-${at.column}`}
      data-at={`${at.row} ${at.column}`}
      role="gridcell"
      aria-selected={active}
      aria-label={t('nights.cell', { name, day: formatDate(day?.dayOn ?? ''), told })}
      className={`night-cell night-${look}${active ? ' night-active' : ''}`}
    >
      {level === null ? (due ? '?' : '—') : t(`short.${level}`)}
      {worked && <span aria-hidden="true" className="night-worked" />}
    </div>
  )
}

function NightKeys() {
  const { t } = useTranslation('round')
  const word = useCodeWord()
  return (
    <footer className="night-keys" aria-hidden="true">
      {lodgingLevels.map(({ code }, at) => (
        <span key={code}>
          <kbd className="key-cap">{at + 1}</kbd> {word(lodgingLevels, code)}
        </span>
      ))}
      <span>
        <kbd className="key-cap">Shift →</kbd> {t('nights.fillNext')}
      </span>
      <span>
        <kbd className="key-cap">Shift End</kbd> {t('nights.fillEnd')}
      </span>
      <span>
        <kbd className="key-cap">Enter</kbd> {t('nights.edit')}
      </span>
    </footer>
  )
}
