import { createWriteStream, existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'

import { problemSources, severities } from '#db/kernel/codes.ts'
import { randomFrom, type Random } from '#db/kernel/random.ts'
import { shippedProblemTypes } from '#db/kernel/problem-types.ts'

import { days, type Text, textPool } from './fieldwork.ts'
import type { Place } from './places.ts'
import { benchPlaces } from './write-case.ts'

const HEADS =
  '序号,所在市县,单位,发现日期,问题类型,问题描述,发生时间,地点,造成影响,责任人,程度,来源,整改措施'
const TEXTS = 4000

/** A third of real ledgers' rows at most name a person. */
const NAMED = 0.3

/**
 * A ledger of problems as a province puts it together from those of its counties: one county after
 * the other, each by date. It has 13 columns and about 600 bytes a row, dates in four spellings,
 * and some cells in quotes for a comma, a quotation mark or a line end in them. It is written once
 * and kept beside the cases.
 */
export async function ledgerOf(
  store: string,
  given: { readonly units: number; readonly rows: number },
): Promise<string> {
  const path = join(store, `ledger-${given.units}-${given.rows}.csv`)
  if (existsSync(path)) return path
  const random = randomFrom(`ledger ${given.rows}`)
  const places = benchPlaces(given.units).filter(({ county }) => county !== '')
  const counties = [...Map.groupBy(places, ({ county }) => county).values()]
  const texts = textPool(TEXTS, random)
  const out = createWriteStream(`${path}.part`)
  out.write(`${HEADS}\r\n`)
  let no = 0
  for (const [at, units] of counties.entries()) {
    const until = Math.round((given.rows * (at + 1)) / counties.length)
    const dates = Array.from({ length: until - no }, () => random.pick(days)).sort()
    for (const day of dates) {
      no += 1
      out.write(`${rowOf(no, day, random.pick(units), texts, random)}\r\n`)
    }
  }
  out.end()
  await finished(out)
  renameSync(`${path}.part`, path)
  return path
}

function rowOf(
  no: number,
  day: string,
  { county, path }: Place,
  texts: readonly Text[],
  random: Random,
): string {
  const text = random.pick(texts)
  const cells = [
    String(no),
    county,
    path.slice(county.length) || county,
    spelled(day, no % 4),
    random.pick(shippedProblemTypes).zh,
    `${random.pick(texts).what}${random.chance(0.05) ? '群众说"办不成",' : ''}${text.what}`,
    text.happened,
    text.place,
    text.effect,
    random.chance(NAMED) ? text.person : '',
    random.pick(severities).zh,
    random.pick(problemSources).zh,
    random.chance(0.1) ? `限期整改\n${random.pick(texts).effect}` : '限期整改',
  ]
  return cells.map(quoted).join(',')
}

function spelled(day: string, way: number): string {
  const [year, month, date] = day.split('-').map(Number)
  if (way === 0) return `${year}年${month}月${date}日`
  if (way === 1) return `${year}.${month}.${date}`
  return way === 2 ? `${year}/${month}/${date}` : day
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
