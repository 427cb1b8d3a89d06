import { deepStrictEqual } from 'node:assert'

import { prevalenceContract } from '#db/prevalence/contract.ts'

import { ask, type OpenedBenchCase, openBenchFolder } from './opened.ts'
import { type PlainSql, plainSql } from './plain-sql.ts'
import { interleave, timed } from './rounds.ts'
import { benchHost } from './store.ts'

const WARMING = 5

/** What is measured: weeks by type and level, and the page for all units or for the counties. */
export const pages = ['byWeek', 'byType', 'byTypeOfCounties'] as const
export type PageName = (typeof pages)[number]

/** Medians in milliseconds. */
export type PageFigures = {
  readonly page: PageName
  /** Through the door, and the statements written by hand, in the large case. */
  readonly door: number
  readonly plain: number
  /** Through the door in the middle case, which has a tenth of the problems. */
  readonly doorOfTenth: number
}

type Opened = OpenedBenchCase & { readonly plain: PlainSql }

/** Measures the prevalence page through the door and by hand, and through the door in another case. */
export async function measurePrevalence(
  folders: { readonly middle: string; readonly large: string },
  rounds: number,
): Promise<readonly PageFigures[]> {
  const large = await open(folders.large)
  const middle = await open(folders.middle)
  await checkAgreement(large)
  const figures: PageFigures[] = []
  for (const page of pages) {
    const contenders = {
      door: () => timed(() => throughDoor(large, page)),
      plain: () => timed(() => byHand(large, page)),
      doorOfTenth: () => timed(() => throughDoor(middle, page)),
    }
    await interleave(WARMING, contenders)
    const of = await interleave(rounds, contenders)
    const [door, plain, doorOfTenth] = [of('door'), of('plain'), of('doorOfTenth')]
    figures.push({ page, door, plain, doorOfTenth })
  }
  await large.service.close()
  await middle.service.close()
  return figures
}

async function open(folder: string): Promise<Opened> {
  const opened = await openBenchFolder(folder)
  return { ...opened, plain: plainSql(opened.handle, benchHost().today()) }
}

async function throughDoor({ service }: Opened, page: PageName): Promise<void> {
  const input = page === 'byTypeOfCounties' ? { levels: ['30'] } : {}
  const entry = page === 'byWeek' ? prevalenceContract.byWeek : prevalenceContract.byType
  const reply = await service.call(entry.name, input)
  if (!reply.ok) throw new Error(`${entry.name} was refused`)
}

function byHand({ plain }: Opened, page: PageName): unknown {
  if (page === 'byWeek') return plain.weeks()
  return plain.types(page === 'byType' ? null : '30')
}

/** Both ways must tell the same, or their times say nothing. */
async function checkAgreement({ service, plain }: Opened): Promise<void> {
  const weeks = await ask(service, prevalenceContract.byWeek, {})
  deepStrictEqual(
    weeks.weeks.map((week, at) => [
      weeks.problemTypes[at],
      weeks.levels[at],
      week,
      weeks.examined[at],
      weeks.found[at],
    ]),
    plain.weeks(),
  )
  for (const level of [null, '30']) {
    const levels = level === null ? [] : [level]
    const told = await ask(service, prevalenceContract.byType, { levels })
    const { frame, types, looks } = plain.types(level)
    deepStrictEqual([told.frame, told.examinedUnits], [frame, looks?.['examinedUnits']])
    for (const { problemType, ...counts } of types) {
      const row = told.rows.find((each) => each.problemType === problemType)
      const same = Object.fromEntries(Object.entries(row ?? {}).filter(([name]) => name in counts))
      deepStrictEqual(same, { ...counts })
    }
  }
}
