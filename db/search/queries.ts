import { sql } from 'kysely'

import type { Reader } from '#db/engine/case-file.ts'
import type { QueryHandlers } from '#db/engine/handlers.ts'

import { COUNTED, type searchContract, type SearchHit, SearchKind } from './contract.ts'
import { excerptOf, firstRow, holds, lastRow, matchOf } from './rules.ts'
import { sources } from './sources.ts'

export const searchQueries: QueryHandlers<typeof searchContract> = {
  async find(db, { text, kinds, offset, limit }) {
    const wanted = SearchKind.options.filter((kind) => kinds.length === 0 || kinds.includes(kind))
    const groups: { kind: SearchKind; hits: SearchHit[] }[] = []
    for (const kind of wanted) {
      const fresh = await staleHits(db, kind, text)
      const ids = fresh.slice(offset, offset + limit)
      const known = Math.max(0, offset - fresh.length)
      const rest = await indexed(db, kind, text, { offset: known, limit: limit - ids.length })
      const hits = await hitsOf(db, kind, [...ids, ...rest], text)
      if (hits.length > 0) groups.push({ kind, hits })
    }
    return groups
  },

  async named(db, { records }) {
    const hits: SearchHit[] = []
    for (const { kind, id } of records) hits.push(...(await hitsOf(db, kind, [id], '')))
    return hits
  },

  async count(db, { text }) {
    const counts: { kind: SearchKind; count: number }[] = []
    for (const kind of SearchKind.options) {
      const fresh = await staleHits(db, kind, text)
      const rest = await indexed(db, kind, text, { offset: 0, limit: COUNTED + 1 })
      const count = Math.min(fresh.length + rest.length, COUNTED + 1)
      if (count > 0) counts.push({ kind, count })
    }
    return counts
  },
}

type Page = { readonly offset: number; readonly limit: number }

/** Records of a kind whose text in the index is theirs of today, newest first. */
async function indexed(
  db: Reader,
  kind: SearchKind,
  sought: string,
  { offset, limit }: Page,
): Promise<readonly string[]> {
  if (limit <= 0) return []
  const { number } = sources[kind]
  const { rows } = await sql<{ recordId: string }>`
    select document.recordId
    from searchText join searchDocument as document on document.id = searchText.rowid
    where searchText match ${matchOf(sought)}
      and searchText.rowid between ${firstRow(number)} and ${lastRow(number)}
      and not exists (
        select 1 from searchStale
        where searchStale.kind = document.kind and searchStale.recordId = document.recordId)
    order by searchText.rowid desc limit ${limit} offset ${offset}
  `.execute(db)
  return rows.map(({ recordId }) => recordId)
}

type Text = {
  readonly id: string
  readonly title: string
  readonly shown: string | null
  readonly text: string
}

/** Records of a kind that wait for the index and hold the text: read one by one. */
async function staleHits(db: Reader, kind: SearchKind, sought: string): Promise<readonly string[]> {
  const texts = await textsOf(db, kind, sql`select recordId from searchStale where kind = ${kind}`)
  return texts
    .filter(({ text }) => holds(text, sought))
    .map(({ id }) => id)
    .toReversed()
}

async function hitsOf(
  db: Reader,
  kind: SearchKind,
  ids: readonly string[],
  sought: string,
): Promise<SearchHit[]> {
  if (ids.length === 0) return []
  const texts = await textsOf(db, kind, sql.join(ids))
  const byId = new Map(texts.map((each) => [each.id, each]))
  return ids.flatMap((id) => {
    const found = byId.get(id)
    if (!found) return []
    return [{ kind, id, title: found.title, ...excerptOf(found.shown ?? found.text, sought) }]
  })
}

async function textsOf(
  db: Reader,
  kind: SearchKind,
  ids: ReturnType<typeof sql.join>,
): Promise<readonly Text[]> {
  const { select, id } = sources[kind]
  const { rows } = await sql<Text>`
    ${sql.raw(select)} where ${sql.raw(id)} in (${ids}) order by ${sql.raw(id)}
  `.execute(db)
  return rows
}
