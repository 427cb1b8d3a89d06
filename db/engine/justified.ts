import type { Reader } from './case-file.ts'

/** The codes of level J that the leader has given his reason for, of one record. */
export async function justifiedCodes(db: Reader, subjectId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('justification')
    .select('code')
    .distinct()
    .where('subjectId', '=', subjectId)
    .where('kind', '=', 'reason')
    .execute()
  return rows.map(({ code }) => code)
}
