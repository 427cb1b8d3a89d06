import { z } from 'zod'

import { command, query } from '#db/kernel/contract.ts'
import { CivilDate } from '#db/kernel/dates.ts'
import { Id } from '#db/kernel/ids.ts'

import {
  AgeRow,
  CheckMethod,
  CheckResult,
  MassMethod,
  MeasureKind,
  RectFilter,
  RectItem,
  RectKind,
  RectRow,
  RectState,
  RelapseSource,
} from './records.ts'

const Words = z.string().trim().min(1).max(2000)

export const rectificationContract = {
  list: query(
    'rectification.list',
    z.strictObject({
      filter: RectFilter,
      sort: z.enum(['due', 'problemNo', 'unitName']).default('due'),
      descending: z.boolean().default(false),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(200).default(100),
    }),
    z.strictObject({ total: z.number().int(), rows: z.array(RectRow) }),
  ),
  one: query('rectification.one', z.strictObject({ id: Id }), RectItem),
  /** Everything that is written of one problem's rectification. */
  ofProblem: query(
    'rectification.ofProblem',
    z.strictObject({ problemId: Id }),
    z.strictObject({
      state: z.string(),
      source: z.string(),
      items: z.array(RectItem),
      measures: z.array(
        z.strictObject({
          id: Id,
          kind: MeasureKind,
          decidedOn: CivilDate,
          decidedBy: z.string(),
          effect: z.string(),
        }),
      ),
      closings: z.array(
        z.strictObject({ id: Id, closedOn: CivilDate, closedBy: z.string(), basis: z.string() }),
      ),
    }),
  ),
  /** Open items by how late they are (R12), of each unit, level or kind. */
  ageing: query(
    'rectification.ageing',
    z.strictObject({ by: z.enum(['level', 'kind', 'unit']).default('level') }),
    z.array(AgeRow),
  ),
  /** Days from the confirmation of each problem to its closing, or to today where it is open. */
  durations: query(
    'rectification.durations',
    z.strictObject({}),
    z.strictObject({
      durations: z.array(z.strictObject({ days: z.number().int(), closed: z.boolean() })),
      reopened: z.number().int(),
    }),
  ),
  /** Creates an item without id, or changes one that is only drafted. */
  save: command(
    'rectification.save',
    z.strictObject({
      id: Id.optional(),
      problemId: Id,
      kind: RectKind,
      measure: Words,
      ownerName: z.string().trim().max(50).default(''),
      ownerPost: z.string().trim().max(100).default(''),
      unitId: Id,
      deadline: CivilDate.nullable().default(null),
      test: z.string().trim().max(2000).default(''),
      milestones: z
        .array(z.strictObject({ dueOn: CivilDate, aim: z.string().trim().min(1).max(200) }))
        .max(50)
        .default([]),
    }),
    z.strictObject({ id: Id }),
  ),
  /** A step of SM2 that brings no record of its own. */
  advance: command(
    'rectification.advance',
    z.strictObject({
      id: Id,
      event: z.enum(['claim', 'start', 'planCheck', 'pass', 'resume', 'cancel']),
      basis: z.string().trim().max(2000).default(''),
    }),
    z.strictObject({ state: RectState }),
  ),
  extend: command(
    'rectification.extend',
    z.strictObject({ id: Id, newDeadline: CivilDate, reason: Words }),
    z.strictObject({}),
  ),
  report: command(
    'rectification.report',
    z.strictObject({ id: Id, claimedOn: CivilDate, words: Words }),
    z.strictObject({ state: RectState }),
  ),
  /** Writes what the check saw; what is not solved goes back to the unit at once. */
  check: command(
    'rectification.check',
    z.strictObject({
      id: Id,
      checkedOn: CivilDate,
      method: CheckMethod,
      visitId: Id,
      result: CheckResult,
      words: z.string().trim().max(2000).default(''),
    }),
    z.strictObject({ state: RectState }),
  ),
  publish: command(
    'rectification.publish',
    z.strictObject({
      id: Id,
      place: z.string().trim().max(200).default(''),
      fromOn: CivilDate.nullable().default(null),
      toOn: CivilDate.nullable().default(null),
      audience: z.string().trim().max(200).default(''),
      exemptReason: z.string().trim().max(2000).default(''),
    }),
    z.strictObject({}),
  ),
  evaluate: command(
    'rectification.evaluate',
    z.strictObject({
      id: Id,
      evaluatedOn: CivilDate,
      method: MassMethod,
      asked: z.number().int().min(1),
      answers: z.number().int().min(0),
      satisfied: z.number().int().min(0),
      partly: z.number().int().min(0),
      dissatisfied: z.number().int().min(0),
      drawn: z.boolean().default(false),
      words: z.string().trim().max(2000).default(''),
    }),
    z.strictObject({}),
  ),
  reach: command(
    'rectification.reach',
    z.strictObject({ milestoneId: Id, reachedOn: CivilDate }),
    z.strictObject({}),
  ),
  relapse: command(
    'rectification.relapse',
    z.strictObject({
      id: Id,
      seenOn: CivilDate,
      source: RelapseSource,
      visitId: Id.nullable().default(null),
      words: Words,
    }),
    z.strictObject({ state: RectState }),
  ),
  supervise: command(
    'rectification.supervise',
    z.strictObject({
      problemId: Id,
      kind: MeasureKind,
      decidedOn: CivilDate,
      decidedBy: z.string().trim().min(1).max(50),
      effect: z.string().trim().max(2000).default(''),
    }),
    z.strictObject({ id: Id }),
  ),
  /** 销号. */
  strikeOff: command(
    'rectification.strikeOff',
    z.strictObject({ problemId: Id, closedOn: CivilDate, basis: Words }),
    z.strictObject({ state: z.string() }),
  ),
  /** 长期整改. */
  keepOn: command(
    'rectification.keepOn',
    z.strictObject({ problemId: Id, basis: Words }),
    z.strictObject({ state: z.string() }),
  ),
}
