import type { SearchKind } from './contract.ts'

/** How the records of a kind are read for the index and for an excerpt. */
export type Source = {
  /** Tells the rows of one kind in the index from those of others; never to be changed. */
  readonly number: number
  /**
   * Of each record `id`; `text`, which is searched and hangs on that record alone; `title`, and
   * `shown`, which an excerpt is taken from instead of `text` where there is one.
   */
  readonly select: string
  /** The column that a condition on the record is put to. */
  readonly id: string
}

/** Every kind of record that a search finds. Texts change only with the tables of the migration. */
export const sources: Readonly<Record<SearchKind, Source>> = {
  unit: {
    number: 1,
    id: 'unit.id',
    select: `select unit.id, unit.name as title, coalesce(above.name, '') as shown,
      concat_ws(char(10), unit.name, unit.initials, unit.pinyin) as text
      from unit left join unit as above on above.id = unit.parentId`,
  },
  problem: {
    number: 2,
    id: 'problem.id',
    select: `select problem.id, concat(problem.no, ' · ', unit.name) as title, null as shown,
      concat_ws(char(10), problem.what, problem.happened, problem.place, problem.effect,
        problem.measure,
        (select group_concat(concat_ws(' ', name, post), char(10)) from problemPerson
         where problemId = problem.id)) as text
      from problem join unit on unit.id = problem.unitId`,
  },
  visit: {
    number: 3,
    id: 'visit.id',
    select: `select visit.id, concat(unit.name, ' · ', visit.startedOn) as title, null as shown,
      concat_ws(char(10), visit.note,
        (select group_concat(note, char(10)) from exposure
         where visitId = visit.id and note <> '')) as text
      from visit join unit on unit.id = visit.unitId`,
  },
  opinion: {
    number: 5,
    id: 'opinion.id',
    select: `select opinion.id, concat(opinion.no, ' · ', unit.name) as title, null as shown,
      opinion.verbatim as text
      from opinion join unit on unit.id = opinion.unitId`,
  },
  rectification: {
    number: 6,
    id: 'rectItem.id',
    select: `select rectItem.id, concat(problem.no, ' · ', unit.name) as title, null as shown,
      concat_ws(char(10), rectItem.measure, rectItem.test,
        concat_ws(' ', rectItem.ownerName, rectItem.ownerPost)) as text
      from rectItem join problem on problem.id = rectItem.problemId
      join unit on unit.id = rectItem.unitId`,
  },
  round: {
    number: 4,
    id: 'round.id',
    select: `select round.id, concat('#', round.no) as title, null as shown, round.purpose as text
      from round`,
  },
  ownDefect: {
    number: 7,
    id: 'ownDefect.id',
    select: `select ownDefect.id,
      concat('#', ownDefect.no, case when ownDefect.name = '' then '' else ' · ' end, ownDefect.name)
        as title,
      null as shown,
      concat_ws(char(10), ownDefect.what, ownDefect.name, ownDefect.place, ownDefect.measure,
        ownDefect.evidence) as text
      from ownDefect`,
  },
  localGroup: {
    number: 8,
    id: 'localGroup.id',
    select: `select localGroup.id, localGroup.name as title, null as shown,
      concat_ws(char(10), localGroup.name, localGroup.leadName,
        (select group_concat(note, char(10)) from localGroupContact
         where localGroupId = localGroup.id and note <> ''),
        (select group_concat(concat_ws(' ', question, answer, seen), char(10))
         from localGroupCheck where localGroupId = localGroup.id),
        (select group_concat(what, char(10)) from localGroupItem
         where localGroupId = localGroup.id)) as text
      from localGroup`,
  },
}
