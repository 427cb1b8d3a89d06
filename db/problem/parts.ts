import type { Reader } from '#db/engine/case-file.ts'

/** All that hangs on one problem: persons, evidence, reminders, its handover, its history. */
export async function partsOf(db: Reader, problemId: string) {
  return {
    persons: await personsOf(db, problemId),
    evidence: await evidenceOf(db, problemId),
    reminders: await remindersOf(db, problemId),
    handover: (await handoverOf(db, problemId)) ?? null,
    history: await historyOf(db, problemId),
  }
}

function evidenceOf(db: Reader, problemId: string) {
  return db
    .selectFrom('problemEvidence as evidence')
    .innerJoin('member', 'member.id', 'evidence.enteredBy')
    .select(['evidence.id', 'kind', 'ref', 'directness', 'supports', 'origin'])
    .select('member.name as enteredBy')
    .where('problemId', '=', problemId)
    .orderBy('enteredAt')
    .orderBy('evidence.id')
    .execute()
}

async function remindersOf(db: Reader, problemId: string) {
  const reminders = await db
    .selectFrom('reminder')
    .innerJoin('reminderProblem', 'reminderProblem.reminderId', 'reminder.id')
    .select(['reminder.id', 'toName', 'toPost', 'toRank', 'mode', 'wording', 'remindedOn'])
    .select(['place', 'response', 'respondedOn'])
    .where('problemId', '=', problemId)
    .orderBy('remindedOn')
    .orderBy('reminder.id')
    .execute()
  const members = await db
    .selectFrom('reminderProblem as told')
    .innerJoin('reminderMember as by', 'by.reminderId', 'told.reminderId')
    .innerJoin('member', 'member.id', 'by.memberId')
    .select(['by.reminderId', 'member.name'])
    .where('told.problemId', '=', problemId)
    .execute()
  return reminders.map((reminder) => ({
    ...reminder,
    by: members.filter(({ reminderId }) => reminderId === reminder.id).map(({ name }) => name),
  }))
}

function handoverOf(db: Reader, problemId: string) {
  return db
    .selectFrom('handover')
    .select(['id', 'toBody', 'handedOn', 'class', 'receivedOn'])
    .where('problemId', '=', problemId)
    .executeTakeFirst()
}

function personsOf(db: Reader, problemId: string) {
  return db
    .selectFrom('problemPerson')
    .select(['name', 'post', 'part'])
    .where('problemId', '=', problemId)
    .orderBy('id')
    .execute()
}

function historyOf(db: Reader, problemId: string) {
  return db
    .selectFrom('problemEvent')
    .innerJoin('member', 'member.id', 'problemEvent.by')
    .select([
      'problemEvent.fromState',
      'problemEvent.toState',
      'problemEvent.basis',
      'problemEvent.at',
      'member.name as by',
    ])
    .where('problemId', '=', problemId)
    .orderBy('problemEvent.at')
    .orderBy('problemEvent.id')
    .execute()
}
