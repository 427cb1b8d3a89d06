import { sql } from 'kysely'

import type { Writer } from '#db/engine/case-file.ts'
import type { World } from '#db/engine/handlers.ts'
import { wordsHash } from '#db/engine/words-hash.ts'
import { shippedProblemTypes } from '#db/kernel/problem-types.ts'

import { practiceDirectness, type PracticeOpinion, practiceOpinions } from './rules/opinions.ts'
import { spots } from './rules/texts.ts'

type Visit = { readonly id: string; readonly unitId: string; readonly startedOn: string }
type Written = { readonly enteredBy: string; readonly enteredAt: string }

/** What was heard on some of the visits, coded in part, and two events that several told of. */
export async function addOpinions(tx: Writer, heardBy: string, world: World): Promise<void> {
  const visits = await tx
    .selectFrom('visit')
    .select(['id', 'unitId', 'startedOn'])
    .orderBy(sql`visit.rowid`)
    .limit(100)
    .execute()
  const events = new Map<string, string>()
  for (const [at, opinion] of practiceOpinions.entries()) {
    const visit = visits[opinion.visit]
    if (!visit) throw new RangeError(`no visit for ${opinion.words}`)
    const written = { enteredBy: heardBy, enteredAt: `${visit.startedOn}T12:40:00.000Z` }
    const id = await addOpinion(tx, opinion, at, visit, written, world)
    if (opinion.code) await addCode(tx, id, opinion.words, opinion.code, written, world)
    const { event } = opinion
    if (event === undefined) continue
    const clusterId = events.get(event) ?? world.newId()
    if (!events.has(event)) {
      await tx
        .insertInto('opinionCluster')
        .values({ id: clusterId, unitId: visit.unitId, name: event, ...written })
        .execute()
      events.set(event, clusterId)
    }
    const place = { id: world.newId(), clusterId, opinionId: id }
    await tx.insertInto('opinionClusterMember').values(place).execute()
  }
}

async function addOpinion(
  tx: Writer,
  { words, channel, speakerKind, change, languageNote = '' }: PracticeOpinion,
  at: number,
  visit: Visit,
  written: Written,
  world: World,
): Promise<string> {
  const directness = practiceDirectness(channel)
  const direct = directness === 'direct'
  const id = world.newId()
  await tx
    .insertInto('opinion')
    .values({
      id,
      unitId: visit.unitId,
      visitId: visit.id,
      heardOn: visit.startedOn,
      heardTime: direct ? `${String(9 + (at % 8)).padStart(2, '0')}:${10 + (at % 5) * 10}` : null,
      place: direct ? (spots[at % spots.length] ?? '') : '',
      speakerKind,
      channel,
      directness,
      thirdPerson: channel === 'CH3' ? 1 : 0,
      verbatim: words,
      languageNote,
      heardBy: written.enteredBy,
      sha256: wordsHash(words),
      supersedes: null,
      change: change ?? null,
      changeProblemId: null,
      ...written,
    })
    .execute()
  return id
}

async function addCode(
  tx: Writer,
  opinionId: string,
  words: string,
  { problemType, intent = 'problem', strong = false, part }: NonNullable<PracticeOpinion['code']>,
  written: Written,
  world: World,
): Promise<void> {
  const from = part === undefined ? null : words.indexOf(part)
  const wind = shippedProblemTypes.find(({ code }) => code === problemType)?.wind ?? null
  await tx
    .insertInto('opinionCode')
    .values({
      id: world.newId(),
      opinionId,
      fromChar: from,
      toChar: from === null ? null : from + (part?.length ?? 0),
      problemType,
      wind,
      problemId: null,
      intent,
      strong: strong ? 1 : 0,
      ...written,
    })
    .execute()
}
