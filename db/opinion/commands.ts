import type { Writer } from '#db/engine/case-file.ts'
import type { CommandHandlers, World } from '#db/engine/handlers.ts'
import { wordsHash } from '#db/engine/words-hash.ts'
import { Failure } from '#db/kernel/failure.ts'
import { settle } from '#db/kernel/verdict.ts'

import type { opinionContract } from './contract.ts'
import { sealOpinion } from './rules.ts'
import { charsIn } from './rules/redaction.ts'

export const opinionCommands: CommandHandlers<typeof opinionContract> = {
  async seal(tx, { verbatim: said, thirdPerson, ...opinion }, world) {
    const unit = await tx
      .selectFrom('unit')
      .select('id')
      .where('id', '=', opinion.unitId)
      .executeTakeFirst()
    if (!unit) throw new Failure('not-found', [{ code: 'unit.unknown' }])
    const former = opinion.supersedes === null ? null : await formerOf(tx, opinion.supersedes)
    settle(sealOpinion({ ...opinion, thirdPerson, former, today: world.today() }))
    // One form of each character; what is no character could not be read back the same.
    const verbatim = said.normalize('NFC').toWellFormed()
    const id = world.newId()
    const { no } = await tx
      .insertInto('opinion')
      .values({
        id,
        ...opinion,
        thirdPerson: thirdPerson ? 1 : 0,
        verbatim,
        sha256: wordsHash(verbatim),
        ...written(world),
      })
      .returning('no')
      .executeTakeFirstOrThrow()
    // It is the same voice: it stays one of its event.
    const place = former && (await clusterOf(tx, former.id))
    if (place) {
      await tx.deleteFrom('opinionClusterMember').where('id', '=', place.id).execute()
      await addToCluster(tx, place.clusterId, id, world)
    }
    return { id, no }
  },

  async code(tx, { id, opinionId, span, strong, ...code }, world) {
    const { length } = await opinionOf(tx, opinionId)
    refuseOutside(span, length)
    const row = {
      ...code,
      strong: strong ? 1 : 0,
      fromChar: span?.fromChar ?? null,
      toChar: span?.toChar ?? null,
    } as const
    if (id === undefined) {
      const made = world.newId()
      await tx
        .insertInto('opinionCode')
        .values({ id: made, opinionId, ...row, ...written(world) })
        .execute()
      return { id: made }
    }
    const changed = await tx
      .updateTable('opinionCode')
      .set(row)
      .where('id', '=', id)
      .where('opinionId', '=', opinionId)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) throw refused('opinion.unknown-code')
    return { id }
  },

  async uncode(tx, { id }) {
    const removed = await tx.deleteFrom('opinionCode').where('id', '=', id).executeTakeFirst()
    if (removed.numDeletedRows === 0n) throw refused('opinion.unknown-code')
    return {}
  },

  async gather(tx, { name, opinionIds }, world) {
    const [first = ''] = opinionIds
    const { unitId } = await opinionOf(tx, first)
    const id = world.newId()
    await tx
      .insertInto('opinionCluster')
      .values({ id, unitId, name, ...written(world) })
      .execute()
    for (const opinionId of new Set(opinionIds))
      await gatherOne(tx, { id, unitId }, opinionId, world)
    return { id }
  },

  async renameCluster(tx, { id, name }) {
    await clusterUnit(tx, id)
    await tx.updateTable('opinionCluster').set({ name }).where('id', '=', id).execute()
    return {}
  },

  async join(tx, { id, opinionId }, world) {
    await gatherOne(tx, { id, unitId: await clusterUnit(tx, id) }, opinionId, world)
    return {}
  },

  async leave(tx, { opinionId }) {
    const place = await clusterOf(tx, opinionId)
    if (!place) throw refused('opinion.in-no-cluster')
    await tx.deleteFrom('opinionClusterMember').where('id', '=', place.id).execute()
    const left = await tx
      .selectFrom('opinionClusterMember')
      .select('id')
      .where('clusterId', '=', place.clusterId)
      .executeTakeFirst()
    if (!left) await tx.deleteFrom('opinionCluster').where('id', '=', place.clusterId).execute()
    return {}
  },

  async redact(tx, { opinionId, ...span }, world) {
    const { length } = await opinionOf(tx, opinionId)
    refuseOutside(span, length)
    const id = world.newId()
    await tx
      .insertInto('opinionRedaction')
      .values({ id, opinionId, ...span, ...written(world) })
      .execute()
    return { id }
  },
}

function written(world: World) {
  return { enteredBy: world.actor, enteredAt: world.now() }
}

async function formerOf(tx: Writer, id: string) {
  const former = await opinionOf(tx, id)
  const successor = await tx
    .selectFrom('opinion')
    .select('id')
    .where('supersedes', '=', id)
    .executeTakeFirst()
  return { ...former, hasSuccessor: successor !== undefined }
}

async function opinionOf(tx: Writer, id: string) {
  const opinion = await tx
    .selectFrom('opinion')
    .select(['id', 'no', 'unitId', 'verbatim'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!opinion) throw new Failure('not-found', [{ code: 'opinion.unknown' }])
  return { ...opinion, length: charsIn(opinion.verbatim) }
}

type Span = { readonly fromChar: number; readonly toChar: number }

/** INV-8: 0 ≤ from < to ≤ length. */
function refuseOutside(span: Span | null, length: number): void {
  if (span && (span.fromChar >= span.toChar || span.toChar > length)) {
    throw refused('opinion.range-outside')
  }
}

function clusterOf(tx: Writer, opinionId: string) {
  return tx
    .selectFrom('opinionClusterMember')
    .select(['id', 'clusterId'])
    .where('opinionId', '=', opinionId)
    .executeTakeFirst()
}

async function clusterUnit(tx: Writer, id: string): Promise<string> {
  const cluster = await tx
    .selectFrom('opinionCluster')
    .select('unitId')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!cluster) throw new Failure('not-found', [{ code: 'opinion.unknown-cluster' }])
  return cluster.unitId
}

/** One opinion belongs to one event, of its own unit. */
async function gatherOne(
  tx: Writer,
  cluster: { readonly id: string; readonly unitId: string },
  opinionId: string,
  world: World,
): Promise<void> {
  const { no, unitId } = await opinionOf(tx, opinionId)
  if (unitId !== cluster.unitId) throw refused('opinion.cluster-of-another-unit')
  if (await clusterOf(tx, opinionId)) throw refused('opinion.in-a-cluster', String(no))
  await addToCluster(tx, cluster.id, opinionId, world)
}

async function addToCluster(
  tx: Writer,
  clusterId: string,
  opinionId: string,
  world: World,
): Promise<void> {
  await tx
    .insertInto('opinionClusterMember')
    .values({ id: world.newId(), clusterId, opinionId })
    .execute()
}

function refused(code: string, ...about: string[]): Failure {
  return new Failure('refused', [about.length > 0 ? { code, about } : { code }])
}
