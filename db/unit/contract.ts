import { z } from 'zod'

import { codesOf, unitKinds, unitLevels } from '#db/kernel/codes.ts'
import { command, query } from '#db/kernel/contract.ts'
import { CivilDate } from '#db/kernel/dates.ts'
import { Id } from '#db/kernel/ids.ts'

export const UnitLevel = z.enum(codesOf(unitLevels))
export type UnitLevel = z.infer<typeof UnitLevel>
export const UnitKind = z.enum(codesOf(unitKinds))
export type UnitKind = z.infer<typeof UnitKind>

export const UnitNode = z.strictObject({
  id: Id,
  name: z.string(),
  level: UnitLevel,
  kind: UnitKind,
  parentId: Id.nullable(),
  code: z.string().nullable(),
  validTo: CivilDate.nullable(),
  children: z.number().int(),
})
export type UnitNode = z.infer<typeof UnitNode>

/** A unit as a picker shows it: its name and the names above it. */
export const UnitChoice = z.strictObject({
  id: Id,
  name: z.string(),
  path: z.string(),
  level: UnitLevel,
  kind: UnitKind,
  closed: z.boolean(),
})
export type UnitChoice = z.infer<typeof UnitChoice>

const UnitName = z.string().trim().min(1).max(100)

export const unitContract = {
  /** The units directly under one unit, or the roots. */
  children: query('unit.children', z.strictObject({ parentId: Id.nullable() }), z.array(UnitNode)),
  /** Chinese, full pinyin or initials (`cqws` finds 重庆巫山); best first. */
  search: query(
    'unit.search',
    z.strictObject({
      text: z.string().max(100),
      limit: z.number().int().min(1).max(200).default(20),
      includeClosed: z.boolean().default(false),
    }),
    z.array(UnitChoice),
  ),
  /** One unit, with what is known of it and what hangs on it. */
  one: query(
    'unit.one',
    z.strictObject({ id: Id }),
    z.strictObject({
      ...UnitNode.shape,
      path: z.array(z.strictObject({ id: Id, name: z.string() })),
      prefectureName: z.string().nullable(),
      validFrom: CivilDate.nullable(),
      visits: z.number().int(),
      lastVisitOn: CivilDate.nullable(),
      typesExamined: z.number().int(),
      problems: z.number().int(),
    }),
  ),
  prefectures: query(
    'unit.prefectures',
    z.strictObject({}),
    z.array(z.strictObject({ id: Id, name: z.string() })),
  ),
  /** Provinces of the shipped GB/T 2260 reference, for the one-click tree. */
  provinces: query(
    'unit.provinces',
    z.strictObject({}),
    z.array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        prefectures: z.number().int(),
        counties: z.number().int(),
      }),
    ),
  ),
  add: command(
    'unit.add',
    z.strictObject({
      name: UnitName,
      level: UnitLevel,
      kind: UnitKind,
      parentId: Id.nullable(),
      code: z.string().trim().max(20).nullable().default(null),
      validFrom: CivilDate.nullable().default(null),
    }),
    z.strictObject({ id: Id }),
  ),
  rename: command('unit.rename', z.strictObject({ id: Id, name: UnitName }), z.strictObject({})),
  /** Changes level and kind. */
  classify: command(
    'unit.classify',
    z.strictObject({ id: Id, level: UnitLevel, kind: UnitKind }),
    z.strictObject({}),
  ),
  move: command(
    'unit.move',
    z.strictObject({ id: Id, parentId: Id.nullable() }),
    z.strictObject({}),
  ),
  /** A closed unit stays with its records; it can no longer be visited after the date. */
  close: command(
    'unit.close',
    z.strictObject({ id: Id, validTo: CivilDate.nullable() }),
    z.strictObject({}),
  ),
  /** Province → prefectures → counties from the shipped reference, once. */
  plantProvince: command(
    'unit.plantProvince',
    z.strictObject({ code: z.string().regex(/^\d{6}$/) }),
    z.strictObject({ added: z.number().int() }),
  ),
  /** The template of a ministry: bureaus, units under it, the vertically managed line. */
  plantMinistry: command(
    'unit.plantMinistry',
    z.strictObject({ name: UnitName }),
    z.strictObject({ added: z.number().int() }),
  ),
}
