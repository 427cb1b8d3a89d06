import type { Bar, Figures } from './bars.ts'

const MEGABYTE = 1024 * 1024

/** The figures and bars of one run as a person reads them. */
export function reportLines(figures: Figures, bars: readonly Bar[]): readonly string[] {
  const { prevalence, import: imported, opening, vault, asking } = figures
  const { unlock, edit, verification } = vault
  const { read, stage, plan, commit } = imported.steps
  return [
    ...prevalence.map(
      ({ page, door, plain, doorOfTenth }) =>
        `prevalence.${page}: ${ms(door)}, by hand ${ms(plain)}, a tenth ${ms(doorOfTenth)}`,
    ),
    `ledger import: ${ms(imported.door)} (read ${ms(read)}, stage ${ms(stage)}, plan ${ms(plan)}, commit ${ms(commit)}), peak ${Math.round(imported.peak / MEGABYTE)} MB`,
    `bare import: ${ms(imported.bare)} by ${imported.bareBy}`,
    `the same rows by hand into the same encrypted file, captured and indexed: ${ms(imported.byHand)}`,
    `  the import takes ${(imported.door / imported.byHand).toFixed(2)} times that, its commit alone ${(commit / imported.byHand).toFixed(2)} times (no bar)`,
    `opening: largest ${ms(opening.large)}, smallest ${ms(opening.small)}`,
    `unlock to the first list: ${ms(unlock.door)}, derivation and raw opening ${ms(unlock.byHand)}`,
    `one edit: ${ms(edit.door)}, as bare SQL ${ms(edit.plain)}`,
    `verification: whole ${ms(verification.whole)}; pages ${ms(verification.pages)}, structure ${ms(verification.structure)}, changesets ${ms(verification.chain)}, log ${ms(verification.log)}, replay ${ms(verification.replay)}; one HMAC over every page ${ms(verification.byHand)}, integrity_check alone ${ms(verification.integrity)}, ${(verification.integrity / verification.byHand).toFixed(2)} times that`,
    `search: first 50 ${ms(asking.search.middle)}, slowest ${ms(asking.search.slowest.ms)} (${asking.search.slowest.of}); ${asking.compared} counts compared with a walk through all texts`,
    `lists: one page ${ms(asking.lists.middle)}, slowest ${ms(asking.lists.slowest.ms)} (${asking.lists.slowest.of})`,
    '',
    ...bars.map(barLine),
  ]
}

function barLine({ name, value, most, unit, passed }: Bar): string {
  const sign = unit === 'MB' || unit === 'ms' ? ` ${unit}` : ''
  const shown = unit === 'ratio' ? value.toFixed(2) : String(Math.round(value))
  return `${passed ? 'held  ' : 'MISSED'}  ${name}: ${shown}${sign} (at most ${most}${sign})`
}

function ms(milliseconds: number): string {
  return milliseconds < 100 ? `${milliseconds.toFixed(1)} ms` : `${Math.round(milliseconds)} ms`
}
