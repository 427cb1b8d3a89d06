import type Database from 'better-sqlite3-multiple-ciphers'

/** How a person calls a record, asked of its row by its id (the only parameter). */
const NAMES: Readonly<Record<string, string>> = {
  caseFile: `select title from caseFile where id = ?`,
  member: `select name from member where id = ?`,
  parameter: `select code from parameter where id = ?`,
  unit: `select name from unit where id = ?`,
  problemType: `select name from problemType where id = ?`,
  round: `select '#' || no from round where id = ?`,
  visit: `select unit.name || ' ' || visit.startedOn
    from visit left join unit on unit.id = visit.unitId where visit.id = ?`,
  visitMember: `select member.name from visitMember
    left join member on member.id = visitMember.memberId where visitMember.id = ?`,
  exposure: `select unit.name || ' ' || problemType.name || ' ' || exposure.lookedOn from exposure
    left join unit on unit.id = exposure.unitId
    left join problemType on problemType.id = exposure.problemType where exposure.id = ?`,
  problem: `select '#' || problem.no || ' ' || unit.name
    from problem left join unit on unit.id = problem.unitId where problem.id = ?`,
  problemPerson: `select '#' || problem.no || ' ' || problemPerson.name from problemPerson
    left join problem on problem.id = problemPerson.problemId where problemPerson.id = ?`,
  problemEvent: `select '#' || problem.no from problemEvent
    left join problem on problem.id = problemEvent.problemId where problemEvent.id = ?`,
  opinion: `select '#' || opinion.no || ' ' || unit.name
    from opinion left join unit on unit.id = opinion.unitId where opinion.id = ?`,
  opinionCode: `select '#' || opinion.no from opinionCode
    left join opinion on opinion.id = opinionCode.opinionId where opinionCode.id = ?`,
  opinionCluster: `select name from opinionCluster where id = ?`,
  opinionClusterMember: `select '#' || opinion.no from opinionClusterMember
    left join opinion on opinion.id = opinionClusterMember.opinionId
    where opinionClusterMember.id = ?`,
  opinionRedaction: `select '#' || opinion.no from opinionRedaction
    left join opinion on opinion.id = opinionRedaction.opinionId where opinionRedaction.id = ?`,
  localGroup: `select name from localGroup where id = ?`,
  localGroupUnit: `select unit.name from localGroupUnit
    left join unit on unit.id = localGroupUnit.unitId where localGroupUnit.id = ?`,
  localGroupContact: `select localGroup.name || ' ' || heldOn from localGroupContact
    left join localGroup on localGroup.id = localGroupId where localGroupContact.id = ?`,
  localGroupCheck: `select unit.name || ' ' || answeredOn from localGroupCheck
    left join unit on unit.id = localGroupCheck.unitId where localGroupCheck.id = ?`,
  localGroupItem: `select unit.name || ' ' || checkedOn from localGroupItem
    left join unit on unit.id = localGroupItem.unitId where localGroupItem.id = ?`,
  ownDefect: `select '#' || no from ownDefect where id = ?`,
  ownDefectEvent: `select '#' || ownDefect.no from ownDefectEvent
    left join ownDefect on ownDefect.id = ownDefectId where ownDefectEvent.id = ?`,
  selfCheck: `select heldOn from selfCheck where id = ?`,
  importBatch: `select fileName from importBatch where id = ?`,
  ledgerName: `select name from ledgerName where id = ?`,
  attachment: `select name from attachment where id = ?`,
  attachmentExport: `select attachment.name from attachmentExport
    join attachment on attachment.id = attachmentExport.attachmentId where attachmentExport.id = ?`,
  signingKey: `select coalesce(member.name, signingKey.memberId) from signingKey
    left join member on member.id = signingKey.memberId where signingKey.id = ?`,
}

/** The name of a row that is gone, from the text of its insertion. */
const GONE = `select coalesce(content ->> '$.name', content ->> '$.title', '#' || (content ->> '$.no'))
  from change where tableName = ? and rowId = ? and operation = 'insert' limit 1`

/** Gives records and members the names by which a person knows them; the id where there is none. */
export function namer(handle: Database.Database) {
  const statements = new Map<string, Database.Statement<[string], string | null>>()
  const gone = handle.prepare<[string, string], string | null>(GONE).pluck()
  const member = handle.prepare<[string], string>('select name from member where id = ?').pluck()

  function nameIn(table: string, id: string): string | null | undefined {
    const sql = NAMES[table]
    if (sql === undefined) return undefined
    const known = statements.get(table) ?? handle.prepare<[string], string | null>(sql).pluck()
    statements.set(table, known)
    return known.get(id)
  }

  return {
    record: (table: string, id: string): string =>
      id === '' ? '' : (nameIn(table, id) ?? gone.get(table, id) ?? id),
    member: (id: string): string => member.get(id) ?? id,
  }
}

export type Namer = ReturnType<typeof namer>
