import type { Random } from '#db/kernel/random.ts'
import type { UnitKind, UnitLevel } from '#db/unit/contract.ts'

import { countyHeads, countyTails, prefectureNames, townHeads, townTails } from './names.ts'

export type PracticeUnit = {
  readonly name: string
  readonly level: UnitLevel
  readonly kind: UnitKind
  /** Index of the unit above in the same list; parents stand before their children. */
  readonly parent: number | null
}

const COUNTIES = 120
const BELOW_COUNTY = 400

/** Organs that a county has, besides its townships. */
const organs: readonly (readonly [suffix: string, level: UnitLevel, kind: UnitKind])[] = [
  ['政务服务中心', '31', 'K04'],
  ['人力资源和社会保障局', '31', 'K02'],
  ['国土资源局', '31', 'K02'],
  ['城市管理局', '31', 'K03'],
  ['市场监督管理所', '31', 'K03'],
  ['人民医院', '31', 'K05'],
  ['第一中学', '31', 'K05'],
  ['供水公司', '31', 'K08'],
]

/** The fictional province 云岭省: 14 prefectures, 120 counties, 400 townships and organs. */
export function practiceProvince(random: Random): readonly PracticeUnit[] {
  const units: PracticeUnit[] = [{ name: '云岭省', level: '10', kind: 'K01', parent: null }]
  const prefectures = prefectureNames.map((name) => {
    units.push({ name, level: '20', kind: 'K01', parent: 0 })
    return units.length - 1
  })
  const counties = countyNames(random).map((name, index) => {
    const parent = prefectures[index % prefectures.length] ?? 0
    units.push({ name, level: '30', kind: 'K01', parent })
    return { at: units.length - 1, name }
  })
  const taken = new Set<string>()
  for (let made = 0; made < BELOW_COUNTY; made += 1) {
    const county = counties[made % counties.length]
    if (!county) break
    const below =
      random.chance(0.6) || made < COUNTIES
        ? township(random, taken, county.at)
        : organ(random, taken, county)
    units.push(below)
  }
  return units
}

function countyNames(random: Random): readonly string[] {
  const names = countyHeads.flatMap((head) => countyTails.map((tail) => head + tail))
  return random
    .shuffle(names.filter((name) => new Set(name).size === 2))
    .slice(0, COUNTIES)
    .map((name, index) => (index % 6 === 0 ? `${name}区` : `${name}县`))
}

function township(random: Random, taken: Set<string>, parent: number): PracticeUnit {
  const name = untaken(taken, () => {
    const kind = random.chance(0.55) ? '镇' : '乡'
    return `${random.pick(townHeads)}${random.pick(townTails)}${kind}`
  })
  return { name, level: '40', kind: 'K06', parent }
}

function organ(
  random: Random,
  taken: Set<string>,
  county: { readonly at: number; readonly name: string },
): PracticeUnit {
  const [suffix, level, kind] = random.pick(organs)
  const name = `${county.name}${suffix}`
  if (taken.has(name)) return township(random, taken, county.at)
  taken.add(name)
  return { name, level, kind, parent: county.at }
}

function untaken(taken: Set<string>, make: () => string): string {
  for (;;) {
    const name = make()
    if (!taken.has(name)) {
      taken.add(name)
      return name
    }
  }
}
