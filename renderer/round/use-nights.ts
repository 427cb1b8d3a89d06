import { type KeyboardEvent, useRef, useState } from 'react'

import { roundContract, type RoundDay, type RoundRecord } from '#db/round/contract.ts'
import { daysOf } from '#db/round/rules/nights.ts'
import { useCaseCommand } from '#renderer/lib/case-client.ts'

import { type Cell, emptyDay, nightStep, withLodging } from './night-keys.ts'

/** The calendar of a round: what stands in it, which cell the keys stand on, and what they do. */
export function useNights(round: RoundRecord, open: boolean) {
  const grid = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<Cell>(() => firstMissing(round))
  const [edits, setEdits] = useState<ReadonlyMap<string, RoundDay>>(new Map())
  const save = useCaseCommand(roundContract.saveDays)
  const columns = daysOf(round)
  const saved = new Map(round.days.map((day) => [keyOf(day), day]))
  const all = [...new Map([...saved, ...edits]).values()]
  const size = { rows: round.members.length, columns: columns.length }

  const dayAt = ({ row, column }: Cell): RoundDay | undefined => {
    const memberId = round.members[row]?.memberId
    const dayOn = columns[column]
    if (memberId === undefined || dayOn === undefined) return undefined
    const key = keyOf({ memberId, dayOn })
    return edits.get(key) ?? saved.get(key) ?? emptyDay(memberId, dayOn)
  }
  function put(days: readonly RoundDay[]) {
    if (days.length === 0) return
    setEdits(new Map([...edits, ...days.map((day) => [keyOf(day), day] as const)]))
    // What is refused is not left on the page as if it were written.
    save.mutate({ roundId: round.id, days: [...days] }, { onError: () => setEdits(new Map()) })
  }
  function set(level: RoundDay['lodgingLevel']) {
    const day = dayAt(at)
    if (!day) return
    put([withLodging(day, level, all)])
    if (level !== null) setAt({ row: at.row, column: Math.min(at.column + 1, size.columns - 1) })
  }
  function fill(reach: 'next' | 'end') {
    const from = dayAt(at)
    if (!from) return
    const last = reach === 'next' ? Math.min(at.column + 1, size.columns - 2) : size.columns - 2
    const filled = columns.slice(at.column + 1, last + 1).map((dayOn) => ({ ...from, dayOn }))
    put(filled)
    setAt({ row: at.row, column: Math.max(last, at.column) })
  }
  function press(event: KeyboardEvent, edit: () => void) {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey) return
    const asks = nightStep(event, at, size)
    if (!asks || (asks.step !== 'move' && !open)) return
    event.preventDefault()
    if (asks.step === 'move') setAt(asks.to)
    if (asks.step === 'set') set(asks.level)
    if (asks.step === 'fill') fill(asks.reach)
    if (asks.step === 'edit') edit()
  }
  return { grid, at, setAt, columns, dayAt, put, press, error: save.error }
}

/** The first night that is due and has no lodging; the first of all where none is missing. */
function firstMissing(round: RoundRecord): Cell {
  const [missing] = round.measures.nightsMissing
  if (!missing) return { row: 0, column: 0 }
  const row = round.members.findIndex(({ name }) => name === missing.name)
  return { row: Math.max(row, 0), column: Math.max(daysOf(round).indexOf(missing.dayOn), 0) }
}

function keyOf({ memberId, dayOn }: Pick<RoundDay, 'memberId' | 'dayOn'>): string {
  return `${memberId} ${dayOn}`
}
