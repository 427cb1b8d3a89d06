import type Database from 'better-sqlite3-multiple-ciphers'

/**
 * What the prevalence page asks, written by hand for the same file: prepared once, over the same
 * counts kept ready, with no query builder, no door and no check between.
 */
export type PlainSql = {
  /** All types × levels × weeks of drawn units, row by row. */
  weeks(): readonly unknown[][]
  /** The counts of all types, of the units of one level or of all. */
  types(level: string | null): PlainTypes
}

export type PlainTypes = {
  readonly frame: number
  readonly types: readonly Readonly<Record<string, number | string>>[]
  readonly kinds: readonly unknown[][]
  readonly looks: Readonly<Record<string, number | string | null>> | undefined
  readonly observers: readonly unknown[][]
}

const WEEKS = `
  select problemType, level, week, examined, found from examinationWeek
  where selection = 'drawn' and examined > 0 order by problemType, level, week`

const FRAME = `
  select count(*) from unit
  where (validFrom is null or validFrom <= ?) and (validTo is null or validTo >= ?)`

const TYPES = (where: string) => `
  with prefectures as materialized (
    select problemType, sum(examined) as examined, sum(found) as found
    from (select problemType, sum(examined) > 0 as examined, sum(found) > 0 as found
          from unitGroup ${where} group by problemType, prefectureId)
    group by problemType
  ), totals as (
    select problemType, sum(examined) as examined, sum(found) as found,
           sum(unconfirmed) as unconfirmed, sum(unannounced) as unannounced,
           sum(unannouncedFound) as unannouncedFound, sum(otherExamined) as otherExamined,
           sum(otherFound) as otherFound, sum(problems) as problems,
           sum(problemUnits) as problemUnits
    from unitGroup ${where} group by problemType
  )
  select totals.*, prefectures.examined as prefecturesExamined,
         prefectures.found as prefecturesFound
  from totals join prefectures on prefectures.problemType = totals.problemType`

const KINDS = (where: string) => `
  select problemType, kind, sum(examined), sum(found) from unitGroup ${where}
  group by problemType, kind having sum(examined) > 0`

const LOOKS = (where: string) => `
  select sum(examined) as examinedUnits, sum(examinedByDraw) as drawnUnits,
         sum(examinedUnannounced) as unannouncedUnits, min(firstOn) as firstOn,
         max(lastOn) as lastOn, sum(looks) as looks, sum(formOnly) as formOnly,
         sum(unannounced) as unannounced, sum(notFound) as notFound, sum(drawn) as drawn,
         exists (select 1 from lookGroup where level > '31' and looks > 0) as belowCounty
  from lookGroup ${where}`

const OBSERVERS = (where: string) => `
  select problemType, sum(finds), max(finds)
  from (select problemType, enteredBy, sum(finds) as finds
        from observerGroup ${where} group by problemType, enteredBy)
  group by problemType`

/** Prepares the statements on a handle. `today` is the day of the frame. */
export function plainSql(handle: Database.Database, today: string): PlainSql {
  const weeks = handle.prepare<[], unknown[]>(WEEKS).raw()
  const of = (level: string | null) => {
    const where = level === null ? '' : `where level = '${level}'`
    const frame = level === null ? FRAME : `${FRAME} and level = '${level}'`
    return {
      frame: handle.prepare<[string, string], number>(frame).pluck(),
      types: handle.prepare<[], Record<string, number | string>>(TYPES(where)),
      kinds: handle.prepare<[], unknown[]>(KINDS(where)).raw(),
      looks: handle.prepare<[], Record<string, number | string | null>>(LOOKS(where)),
      observers: handle.prepare<[], unknown[]>(OBSERVERS(where)).raw(),
    }
  }
  const prepared = new Map([null, '30'].map((level) => [level, of(level)]))
  return {
    weeks: () => weeks.all(),
    types(level) {
      const statements = prepared.get(level)
      if (!statements) throw new RangeError(`nothing is prepared for level ${level}`)
      return {
        frame: statements.frame.get(today, today) ?? 0,
        types: statements.types.all(),
        kinds: statements.kinds.all(),
        looks: statements.looks.get(),
        observers: statements.observers.all(),
      }
    },
  }
}
