const ENDING = '.xdbak'
const LATEST = 3
const DAYS = 7
const WEEKS = 4
const DAY = 86_400_000
/** Days and weeks are those of China; weeks begin on Monday. 1970-01-01 was a Thursday. */
const CHINA = 8 * 3_600_000
const THURSDAY = 3

/** After so many days without a copy on another medium the person is reminded. */
export const REMIND_AFTER_DAYS = 3

/** The name of a backup: what it is of, which case, and when (UTC). */
export function backupName({
  title,
  caseId,
  at,
}: {
  /** As a file name takes it. */
  readonly title: string
  readonly caseId: string
  readonly at: string
}): string {
  const stamp = `${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z`
  return `${title}-${shortId(caseId)}-${stamp}${ENDING}`
}

/** The end of a case's id, which is by chance: enough to tell the cases of one folder apart. */
export function shortId(caseId: string): string {
  return caseId.slice(-8).toLowerCase()
}

/** When a backup of a case was made, by its name; undefined where it is none of that case. */
export function stampOf(name: string, caseId: string): string | undefined {
  const found = /-([^-]+)-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z\.xdbak$/.exec(name)
  if (!found || found[1] !== shortId(caseId)) return undefined
  const [, , year, month, day, hour, minute, second] = found
  const at = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
  return Number.isNaN(Date.parse(at)) ? undefined : at
}

/**
 * Which of the backups made at these instants stay: the 3 latest, the newest of each of the last 7
 * days that have any, and the newest of each of the last 4 weeks that have any. A time in which
 * nobody worked takes nothing away.
 */
export function backupsToKeep(instants: readonly string[]): ReadonlySet<string> {
  const newest = [...new Set(instants)].toSorted((a, b) => (a < b ? 1 : -1))
  return new Set([
    ...newest.slice(0, LATEST),
    ...firstOfEach(newest, dayOf).slice(0, DAYS),
    ...firstOfEach(newest, (at) => Math.floor((dayOf(at) + THURSDAY) / 7)).slice(0, WEEKS),
  ])
}

function firstOfEach(newest: readonly string[], spanOf: (at: string) => number): string[] {
  const seen = new Set<number>()
  return newest.filter((at) => {
    const fresh = !seen.has(spanOf(at))
    seen.add(spanOf(at))
    return fresh
  })
}

function dayOf(at: string): number {
  return Math.floor((Date.parse(at) + CHINA) / DAY)
}

/**
 * For how many whole days no copy has been put on another medium, where it is time to say so;
 * null before that. `since` is when the last one was put there, or when the case was first backed
 * up here.
 */
export function daysWithoutCopy(since: string, now: string): number | null {
  const days = Math.floor((Date.parse(now) - Date.parse(since)) / DAY)
  return days >= REMIND_AFTER_DAYS ? days : null
}
