import type { Random } from '#db/kernel/random.ts'
import {
  countyHeads,
  countyTails,
  prefectureNames,
  townHeads,
  townTails,
} from '#db/practice/rules/names.ts'
import type { UnitKind, UnitLevel } from '#db/unit/contract.ts'

export type Place = {
  readonly name: string
  readonly level: UnitLevel
  readonly kind: UnitKind
  /** Index of the unit above in the same list; parents stand before their children. */
  readonly parent: number | null
  /** The name of the county it lies in, and the names from there down to itself. */
  readonly county: string
  readonly path: string
}

const COUNTIES = 120
const TOWNS_PER_COUNTY = 12

/** What an administration has below it, and from which level of administration on. */
const organs: readonly (readonly [suffix: string, kind: UnitKind])[] = [
  ['政务服务中心', 'K04'],
  ['人力资源和社会保障局', 'K02'],
  ['国土资源局', 'K02'],
  ['城市管理局', 'K03'],
  ['市场监督管理局', 'K03'],
  ['人民医院', 'K05'],
  ['第一中学', 'K05'],
  ['供水公司', 'K08'],
  ['民政局', 'K02'],
  ['教育局', 'K02'],
  ['总工会', 'K15'],
]

/** A fictional province of so many units, from its organs down to villages and branches. */
export function placesOf(count: number, random: Random): readonly Place[] {
  const places: Place[] = [
    { name: '云岭省', level: '10', kind: 'K01', parent: null, county: '', path: '云岭省' },
  ]
  const add = (parent: number, name: string, level: UnitLevel, kind: UnitKind) => {
    const above = places[parent]
    const county = level === '30' ? name : (above?.county ?? '')
    const path = above?.county ? above.path + name : name
    places.push({ name, level, kind, parent, county, path })
    return places.length - 1
  }
  const organsOf = (parent: number, level: UnitLevel) => {
    const { name } = places[parent] ?? { name: '' }
    for (const [suffix, kind] of organs) add(parent, name + suffix, level, kind)
  }
  organsOf(0, '11')
  const prefectures = prefectureNames.map((name) => add(0, name, '20', 'K01'))
  for (const prefecture of prefectures) organsOf(prefecture, '21')
  const counties = countyNames(random)
    .slice(0, Math.min(COUNTIES, Math.ceil(count / 10)))
    .map((name, index) => add(prefectures[index % prefectures.length] ?? 0, name, '30', 'K01'))
  for (const county of counties) organsOf(county, '31')
  const towns = counties.flatMap((county) =>
    townNames(random).map((name) => add(county, `${name}镇`, '40', 'K06')),
  )
  fillTowns(towns, count - places.length, random, add)
  return places.slice(0, count)
}

/** Villages, stations and branches, dealt out to the towns in turn. */
function fillTowns(
  towns: readonly number[],
  count: number,
  random: Random,
  add: (parent: number, name: string, level: UnitLevel, kind: UnitKind) => number,
): void {
  const heads = random.shuffle(townHeads)
  for (let made = 0; made < count; made += 1) {
    const town = towns[made % towns.length] ?? 0
    const turn = Math.floor(made / towns.length)
    const head = heads[turn % heads.length] ?? ''
    if (turn % 5 === 3) add(town, `${head}河站`, '41', 'K10')
    else if (turn % 5 === 4) add(town, `${head}塘党支部`, '60', 'K07')
    else add(town, `${head}山村`, '50', 'K07')
  }
}

function countyNames(random: Random): readonly string[] {
  const names = countyHeads.flatMap((head) => countyTails.map((tail) => head + tail))
  return random
    .shuffle(names.filter((name) => new Set(name).size === 2))
    .map((name, index) => (index % 6 === 0 ? `${name}区` : `${name}县`))
}

function townNames(random: Random): readonly string[] {
  const names = townHeads.flatMap((head) => townTails.map((tail) => head + tail))
  return random.shuffle(names).slice(0, TOWNS_PER_COUNTY)
}
