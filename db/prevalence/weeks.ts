import { sql } from 'kysely'
import type { z } from 'zod'

import type { Reader } from '#db/engine/case-file.ts'
import { CountColumn, TextColumn } from '#db/kernel/columns.ts'
import { type Period, weekOf } from '#db/kernel/dates.ts'

import type { prevalenceContract } from './contract.ts'

type Weeks = z.input<typeof prevalenceContract.byWeek.output>

type Span = { readonly problemType: string; readonly level: string }
type Columns = 'weeks' | 'examined' | 'found'

/**
 * Drawn units by type, level and week. The weeks of one type and level come as one text each for
 * their three columns: rows of their own would be tens of thousands of objects.
 */
export async function weeksOf(db: Reader, { from, to }: Period): Promise<Weeks> {
  const { rows } = await sql<Span & Readonly<Record<Columns, string>>>`
    select problemType, level, json_group_array(week) as weeks,
           json_group_array(examined) as examined, json_group_array(found) as found
    from examinationWeek
    where selection = 'drawn' and examined > 0
      and ${from === null ? sql`true` : sql`week >= ${weekOf(from)}`}
      and ${to === null ? sql`true` : sql`week <= ${to}`}
    group by problemType, level
  `.execute(db)
  const answer: Weeks = { problemTypes: [], levels: [], weeks: [], examined: [], found: [] }
  for (const { problemType, level, weeks, examined, found } of rows) {
    const before = answer.weeks.length
    append(answer.weeks, TextColumn.parse(JSON.parse(weeks)))
    append(answer.examined, CountColumn.parse(JSON.parse(examined)))
    append(answer.found, CountColumn.parse(JSON.parse(found)))
    for (let at = before; at < answer.weeks.length; at += 1) {
      answer.problemTypes.push(problemType)
      answer.levels.push(level)
    }
  }
  return answer
}

function append<T>(column: T[], values: readonly T[]): void {
  for (const value of values) column.push(value)
}
