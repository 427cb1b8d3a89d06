import type { Writer } from '#db/engine/case-file.ts'
import type { World } from '#db/engine/handlers.ts'
import { addDays } from '#db/kernel/dates.ts'

import { practiceReminder } from './rules/reminders.ts'

/** Writes to whom each problem was pointed out, by which two members, and what was answered. */
export async function pointOut(
  tx: Writer,
  members: readonly string[],
  world: World,
): Promise<void> {
  const problems = await tx
    .selectFrom('problem')
    .innerJoin('problemPerson', 'problemPerson.problemId', 'problem.id')
    .select(['problem.id', 'problem.no', 'problem.foundOn', 'name', 'post'])
    .where('state', '=', 'reminded')
    .orderBy('no')
    .execute()
  const add = world.bulk.insert('reminder', [
    'id',
    'toName',
    'toPost',
    'toRank',
    'mode',
    'wording',
    'remindedOn',
    'place',
    'response',
    'respondedOn',
    'enteredBy',
    'enteredAt',
  ])
  const addMember = world.bulk.insert('reminderMember', ['id', 'reminderId', 'memberId'])
  const addProblem = world.bulk.insert('reminderProblem', ['id', 'reminderId', 'problemId'])
  for (const { id: problemId, no, foundOn, name, post } of problems) {
    const reminderId = world.newId()
    const { after, mode, wording, place, response } = practiceReminder(no)
    const remindedOn = addDays(foundOn, after)
    const respondedOn = response === '' ? null : remindedOn
    const told = [reminderId, name, post, 'leader', mode, wording, remindedOn, place]
    add([...told, response, respondedOn, world.actor, `${remindedOn}T11:20:00.000Z`])
    for (const memberId of [world.actor, members[3 + (no % 2)] ?? world.actor]) {
      addMember([world.newId(), reminderId, memberId])
    }
    addProblem([world.newId(), reminderId, problemId])
  }
}
