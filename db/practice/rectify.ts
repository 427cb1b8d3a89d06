import { sql } from 'kysely'

import type { Writer } from '#db/engine/case-file.ts'
import type { World } from '#db/engine/handlers.ts'
import { addDays } from '#db/kernel/dates.ts'
import type { ProblemState } from '#db/problem/contract.ts'
import type { RectState } from '#db/rectification/records.ts'

import { type Journey, practiceJourney, wayWords } from './rules/measures.ts'

type Item = {
  readonly id: string
  readonly problemId: string
  readonly foundOn: string
  readonly deadline: string | null
  /** The first visit that went to the unit again, ten days after the find or later. */
  readonly visitId: string | null
  readonly visitOn: string | null
}

/** Who works on it: who enters, who checks, and who strikes off; three persons. */
type Hands = { readonly me: string; readonly checker: string; readonly leader: string }

/** Leads each item of the practice case as far as its journey goes, step by step as a group does. */
export async function rectify(tx: Writer, members: readonly string[], world: World): Promise<void> {
  const items = await tx
    .selectFrom('rectItem')
    .innerJoin('problem', 'problem.id', 'rectItem.problemId')
    .leftJoin('visit', (join) =>
      join.on((eb) =>
        eb(
          'visit.id',
          '=',
          eb
            .selectFrom('visit as again')
            .select('again.id')
            .whereRef('again.unitId', '=', 'problem.unitId')
            .where('again.startedOn', '>=', sql<string>`date(problem.foundOn, '+10 days')`)
            .orderBy('again.startedOn')
            .limit(1),
        ),
      ),
    )
    .select([
      'rectItem.id',
      'rectItem.problemId',
      'rectItem.deadline',
      'problem.foundOn',
      'visit.id as visitId',
      'visit.endedOn as visitOn',
    ])
    .orderBy('problem.no')
    .execute()
  const hands = { me: world.actor, checker: members[3] ?? '', leader: members[1] ?? '' }
  const counts = { seen: 0, unseen: 0 }
  for (const item of items) {
    const visited = item.visitId !== null
    const journey = practiceJourney(visited ? counts.seen++ : counts.unseen++, visited)
    await lead(tx, item, journey, hands, world)
  }
}

async function lead(tx: Writer, item: Item, journey: Journey, hands: Hands, world: World) {
  const go = walker(tx, item, hands, world)
  if (journey.to === 'drafted') return
  const begun = addDays(item.foundOn, 4)
  await go.item('claimed', begun)
  await go.problem('rectifying', begun)
  if (journey.to === 'claimed') return
  await go.item('underWay', begun)
  if (journey.extended && item.deadline !== null) await extend(tx, item, hands, world)
  if (journey.to === 'underWay') return
  const claimedOn = item.visitOn ?? addDays(item.foundOn, 12)
  await report(tx, item, claimedOn, hands, world)
  await go.item('reportedDone', claimedOn)
  await go.problem('awaitingCheck', claimedOn)
  if (journey.to === 'reportedDone' || item.visitId === null) return
  await go.item('beingChecked', claimedOn)
  if (journey.to === 'beingChecked') return
  const solved = journey.to !== 'returned'
  if (solved) await show(tx, item, claimedOn, hands, world)
  await check(tx, item, claimedOn, solved, hands, world)
  await go.item(solved ? 'done' : 'returned', claimedOn)
  if (!solved) return go.problem('sentBack', claimedOn)
  if (!journey.struckOff) return
  const closedOn = addDays(claimedOn, 3)
  const closingId = world.newId()
  const by = { closedBy: hands.leader, basis: wayWords.closing, at: `${closedOn}T08:00:00.000Z` }
  await tx
    .insertInto('closing')
    .values({ id: closingId, problemId: item.problemId, closedOn, ...by })
    .execute()
  await go.problem('struckOff', closedOn)
  if (journey.to === 'relapsed')
    await comeBack(tx, item, closingId, addDays(closedOn, 4), go, world)
}

/** Takes steps of an item and of its problem, and writes each into its history. */
function walker(tx: Writer, item: Item, { me }: Hands, world: World) {
  let itemState: RectState = 'drafted'
  let problemState: ProblemState = 'reminded'
  const stepOn = (day: string) => ({
    id: world.newId(),
    basis: '',
    at: `${day}T09:00:00.000Z`,
    by: me,
  })
  return {
    async item(toState: RectState, day: string) {
      await tx.updateTable('rectItem').set({ state: toState }).where('id', '=', item.id).execute()
      await tx
        .insertInto('rectEvent')
        .values({ ...stepOn(day), itemId: item.id, fromState: itemState, toState })
        .execute()
      itemState = toState
    },
    async problem(toState: ProblemState, day: string) {
      const { problemId } = item
      await tx.updateTable('problem').set({ state: toState }).where('id', '=', problemId).execute()
      await tx
        .insertInto('problemEvent')
        .values({ ...stepOn(day), problemId, fromState: problemState, toState })
        .execute()
      problemState = toState
    },
  }
}

async function extend(tx: Writer, { id, deadline }: Item, { me }: Hands, world: World) {
  const newDeadline = addDays(deadline ?? '', 14)
  await tx
    .insertInto('rectExtension')
    .values({
      id: world.newId(),
      itemId: id,
      newDeadline,
      reason: wayWords.extension,
      by: me,
      at: `${deadline}T08:00:00.000Z`,
    })
    .execute()
}

async function report(tx: Writer, { id }: Item, claimedOn: string, { me }: Hands, world: World) {
  const entered = { enteredBy: me, enteredAt: `${claimedOn}T10:00:00.000Z` }
  await tx
    .insertInto('rectReport')
    .values({ id: world.newId(), itemId: id, claimedOn, words: wayWords.report, ...entered })
    .execute()
}

/** The masses could see it and were asked; what was to be reached first is. */
async function show(tx: Writer, { id }: Item, day: string, { me }: Hands, world: World) {
  await tx
    .insertInto('publicity')
    .values({
      id: world.newId(),
      itemId: id,
      place: wayWords.place,
      fromOn: day,
      toOn: addDays(day, 7),
      audience: wayWords.audience,
      exemptReason: '',
      enteredBy: me,
    })
    .execute()
  await tx
    .insertInto('massEvaluation')
    .values({
      id: world.newId(),
      itemId: id,
      evaluatedOn: day,
      method: 'household',
      asked: 12,
      answers: 11,
      satisfied: 9,
      partly: 2,
      dissatisfied: 0,
      drawn: 1,
      words: wayWords.masses,
      enteredBy: me,
    })
    .execute()
  await tx.updateTable('rectMilestone').set({ reachedOn: day }).where('itemId', '=', id).execute()
}

async function check(
  tx: Writer,
  { id, visitId }: Item,
  checkedOn: string,
  solved: boolean,
  { checker }: Hands,
  world: World,
) {
  const { id: reportId } = await tx
    .selectFrom('rectReport')
    .select('id')
    .where('itemId', '=', id)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('rectCheck')
    .values({
      id: world.newId(),
      itemId: id,
      reportId,
      checkedOn,
      checkedBy: checker,
      method: 'unannounced',
      visitId: visitId ?? '',
      result: solved ? 'solved' : 'partly',
      words: solved ? wayWords.solved : wayWords.partly,
      at: `${checkedOn}T10:30:00.000Z`,
    })
    .execute()
}

/** What was struck off is there again: the relapse names the check and the closing it undoes. */
async function comeBack(
  tx: Writer,
  { id }: Item,
  closingId: string,
  seenOn: string,
  go: ReturnType<typeof walker>,
  world: World,
) {
  const { id: checkId } = await tx
    .selectFrom('rectCheck')
    .select('id')
    .where('itemId', '=', id)
    .executeTakeFirstOrThrow()
  const seen = { seenOn, source: 'opinion', visitId: null, words: wayWords.relapse } as const
  await tx
    .insertInto('relapse')
    .values({ id: world.newId(), itemId: id, checkId, closingId, ...seen, enteredBy: world.actor })
    .execute()
  await go.item('relapsed', seenOn)
  await go.problem('reopened', seenOn)
}
