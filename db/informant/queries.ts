import { sql } from 'kysely'

import type { Reader } from '#db/engine/case-file.ts'
import type { QueryHandlers } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'

import type { informantContract } from './contract.ts'
import { isPractice } from './role-door.ts'
import { codeOf } from './rules.ts'

/** What everybody may know: codes, and what was done with them. Nothing here opens anything. */
export const informantQueries: QueryHandlers<typeof informantContract> = {
  async role(db, _input, world) {
    const founded = await db.selectFrom('informantRole').select('id').executeTakeFirst()
    const holders = await db
      .selectFrom('informantHolder')
      .innerJoin('member', 'member.id', 'informantHolder.memberId')
      .select(['memberId', 'member.name', 'member.role', 'member.toOn', 'since'])
      .orderBy('since')
      .orderBy('informantHolder.id')
      .execute()
    const members = await db
      .selectFrom('member')
      .select(['id as memberId', 'name', 'role', 'toOn'])
      .orderBy('fromOn')
      .orderBy('id')
      .execute()
    const self = members.find(({ memberId }) => memberId === world.actor)
    if (!self) throw new Failure('refused', [{ code: 'casefile.unknown-member' }])
    const holds = (id: string) => holders.some(({ memberId }) => memberId === id)
    const person = ({ memberId, name, role }: typeof self) => ({ memberId, name, role })
    return {
      practice: await isPractice(db),
      self: { ...person(self), holds: holds(self.memberId) },
      holders: founded
        ? holders.map((holder) => ({
            ...person(holder),
            since: holder.since,
            self: holder.memberId === world.actor,
            active: holder.toOn === null,
          }))
        : null,
      others: members.filter(({ memberId, toOn }) => toOn === null && !holds(memberId)).map(person),
    }
  },

  async list(db, { offset, limit }) {
    const { total } = await db
      .selectFrom('informant')
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    const rows = await db
      .selectFrom('informant')
      .innerJoin('member as writer', 'writer.id', 'informant.writtenBy')
      .leftJoin('member as destroyer', 'destroyer.id', 'informant.destroyedBy')
      .leftJoin('informantKey', 'informantKey.informantId', 'informant.id')
      .select([
        'informant.id',
        'informant.no',
        'writer.name as writtenBy',
        'informant.writtenAt',
        'destroyer.name as destroyedBy',
        'informant.destroyedAt',
        'informant.destroyedWhy',
        'informantKey.informantId as keyId',
      ])
      .orderBy('informant.no', 'desc')
      .offset(offset)
      .limit(limit)
      .execute()
    const links = await linksOf(
      db,
      rows.map(({ id }) => id),
    )
    return {
      total,
      rows: rows.map((row) => ({
        id: row.id,
        code: codeOf(row.no),
        writtenBy: row.writtenBy,
        writtenAt: row.writtenAt,
        keyed: row.keyId !== null,
        links: links
          .filter(({ informantId }) => informantId === row.id)
          .map(({ informantId: _informant, ...link }) => link),
        destroyed:
          row.destroyedAt === null
            ? null
            : { by: row.destroyedBy ?? '', at: row.destroyedAt, why: row.destroyedWhy },
      })),
    }
  },

  async of(db, { spoken }) {
    if ('opinionId' in spoken) return ofOpinion(db, spoken.opinionId)
    const [column, id] =
      'problemId' in spoken
        ? (['informantLink.problemId', spoken.problemId] as const)
        : (['informantLink.visitId', spoken.visitId] as const)
    const rows = await db
      .selectFrom('informantLink')
      .innerJoin('informant', 'informant.id', 'informantLink.informantId')
      .select(['informant.no', 'informant.destroyedAt'])
      .where(column, '=', id)
      .orderBy('informant.no')
      .execute()
    return rows.map(({ no, destroyedAt }) => ({
      code: codeOf(no),
      destroyed: destroyedAt !== null,
    }))
  },

  async openings(db, { offset, limit }) {
    const { total } = await db
      .selectFrom('informantOpening')
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    const rows = await db
      .selectFrom('informantOpening as opening')
      .innerJoin('member', 'member.id', 'opening.memberId')
      .leftJoin('informant', 'informant.id', 'opening.informantId')
      .select([
        'opening.id',
        'informant.no',
        'opening.purpose',
        'opening.reason',
        'opening.outcome',
        'member.name as member',
        'opening.deviceId',
        'opening.at',
      ])
      .orderBy(sql`opening.rowid`, 'desc')
      .offset(offset)
      .limit(limit)
      .execute()
    return {
      total,
      rows: rows.map(({ no, ...row }) => ({ ...row, code: no === null ? null : codeOf(no) })),
    }
  },

  async envelopes(db, { offset, limit }) {
    const { total } = await db
      .selectFrom('envelope')
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    const rows = await db
      .selectFrom('envelope')
      .innerJoin('member', 'member.id', 'envelope.enteredBy')
      .select([
        'envelope.id',
        'envelope.no',
        'envelope.receivedOn',
        'envelope.seal',
        'envelope.holder',
        'envelope.handedTo',
        'envelope.handedOn',
        'member.name as enteredBy',
      ])
      .orderBy('envelope.no', 'desc')
      .offset(offset)
      .limit(limit)
      .execute()
    return { total, rows }
  },
}

async function ofOpinion(db: Reader, opinionId: string) {
  const rows = await db
    .selectFrom('informantOpinion')
    .innerJoin('informant', 'informant.id', 'informantOpinion.informantId')
    .select(['informant.no', 'informant.destroyedAt'])
    .where('informantOpinion.opinionId', '=', opinionId)
    .orderBy('informant.no')
    .execute()
  return rows.map(({ no, destroyedAt }) => ({ code: codeOf(no), destroyed: destroyedAt !== null }))
}

async function linksOf(db: Reader, ids: readonly string[]) {
  const records = await db
    .selectFrom('informantLink')
    .leftJoin('problem', 'problem.id', 'informantLink.problemId')
    .select([
      'informantLink.informantId',
      'informantLink.problemId',
      'problem.no as problemNo',
      'informantLink.visitId',
    ])
    .where('informantLink.informantId', 'in', [...ids])
    .orderBy('informantLink.id')
    .execute()
  const opinions = await db
    .selectFrom('informantOpinion')
    .innerJoin('opinion', 'opinion.id', 'informantOpinion.opinionId')
    .select(['informantOpinion.informantId', 'opinion.id as opinionId', 'opinion.no as opinionNo'])
    .where('informantOpinion.informantId', 'in', [...ids])
    .orderBy('informantOpinion.id')
    .execute()
  return [
    ...records.map((link) => ({ ...link, opinionId: null, opinionNo: null })),
    ...opinions.map((link) => ({ ...link, problemId: null, problemNo: null, visitId: null })),
  ]
}
