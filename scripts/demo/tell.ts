import type { CaseSummary } from '#db/casefile/contract.ts'
import { Failure } from '#db/kernel/failure.ts'

import type { Loaded } from './load-ledger.ts'
import { DemoRefusal, type Fault } from './refusal.ts'
import type { Result } from './report.ts'
import { alignTable } from './table.ts'
import type { Words } from './words.ts'

const FAULTS_LISTED = 50

type Print = (line: string) => void

/** What the demo tells while it works. */
export type Teller = {
  built(): void
  practice(summary: CaseSummary): void
  loaded(loaded: Loaded): void
  result(result: Result): void
  files(out: string): void
  kept(folder: string, passphrase: string): void
}

/** Tells in one language. Nothing of a ledger can steer the terminal. */
export function makeTeller(words: Words, print: Print): Teller {
  const line = (text: string) => print(plain(text))
  return {
    built: () => line(words.say('built')),
    practice: ({ units, visits, exposures, problems }) =>
      line(words.say('practice', units, visits, exposures, problems)),
    loaded: (loaded) => {
      for (const each of loadedLines(loaded, words)) line(each)
    },
    result: ({ title, basis, note, table }) => {
      const said = [title, basis, ...(note === '' ? [] : [note])]
      for (const each of ['', ...said, '', alignTable(table), '']) line(each)
    },
    files: (out) => line(words.say('files', out)),
    kept: (folder, passphrase) => {
      line(words.say('case.kept', folder))
      line(words.say('case.passphrase', passphrase))
    },
  }
}

function loadedLines(loaded: Loaded, words: Words): readonly string[] {
  const { newUnits, firstDays, undated, already, otherSheets, rows, added } = loaded
  const newTypes = loaded.newTypes.filter((name) => name !== '')
  const columns = loaded.columns.map(([field, head]) =>
    words.say('column', words.field(field), head),
  )
  return [
    words.sayOf('read', loaded.kind, loaded.fileName, String(rows), String(added)),
    ...loaded.warnings.map((warning) => `  ${words.explain(warning)}`),
    words.say('columns', columns.join(words.say('listComma'))),
    ...(otherSheets.length > 0
      ? [words.say('otherSheets', loaded.sheet, words.list(otherSheets))]
      : []),
    ...(newUnits.length > 0
      ? [words.say('made.units', newUnits.length, words.list(newUnits))]
      : []),
    ...(newTypes.length > 0
      ? [words.say('made.types', newTypes.length, words.list(newTypes))]
      : []),
    ...(firstDays > 0 ? [words.say('made.firstDays', firstDays)] : []),
    ...(undated > 0 ? [words.say('made.dates', undated, loaded.undatedAs)] : []),
    ...leadLines(loaded, words),
    ...(already > 0 ? [words.say('already', already)] : []),
  ]
}

function leadLines(loaded: Loaded, words: Words): readonly string[] {
  const { kind, leads, added, strict } = loaded
  if (kind !== 'problem') return []
  if (leads === 0) return [words.say('made.noLeads')]
  if (strict) return [words.say('strict.leads', leads)]
  return [words.say(leads === added ? 'made.allLeads' : 'made.leads', leads)]
}

/** What went wrong in sentences, and the places to put right. */
export function refusalLines(error: unknown, words: Words): readonly string[] {
  if (error instanceof Failure) return [plain(sentencesOf(error, words))]
  if (!(error instanceof DemoRefusal)) {
    return [plain(words.sayOf('fault', 'unexpected', error instanceof Error ? error.name : ''))]
  }
  const { fault, about, faults, cause } = error
  const listed = faults.slice(0, FAULTS_LISTED).map((each) => faultLine(each, words))
  const rest = faults.length - listed.length
  return [
    words.sayOf(
      'fault',
      fault,
      ...about.map((each) => aboutOf(each, words)),
      ...(cause instanceof Failure ? [sentencesOf(cause, words)] : []),
    ),
    ...listed,
    ...(rest > 0 ? [words.say('faultsMore', rest)] : []),
  ].map(plain)
}

function sentencesOf({ reasons }: Failure, words: Words): string {
  return reasons.map((reason) => words.explain(reason)).join(words.locale === 'en' ? ' ' : '')
}

function aboutOf(about: DemoRefusal['about'][number], words: Words): string {
  return typeof about === 'string'
    ? about
    : about.map((name) => words.field(name)).join(words.say('listComma'))
}

function faultLine(fault: Fault, words: Words): string {
  const { sheet, row, column, field, value, code, about } = fault
  const head = column === '' ? words.field(field) : column
  const where = words.say('faultAt', sheet, row, head, words.explain({ code, about }))
  return `  ${where}${value === '' || about.includes(value) ? '' : words.say('faultValue', value)}`
}

/** Without control signs, line ends excepted. */
function plain(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n]/gu, '')
}
