import { join, resolve } from 'node:path'

import { buildProcesses } from './app-processes.ts'
import type { Figures } from './bars.ts'
import { measureImport } from './import.ts'
import { ledgerOf } from './ledger.ts'
import { measureOpening } from './opening.ts'
import { measurePrevalence } from './prevalence.ts'
import type { Sizes } from './sizes.ts'
import { measureAsking } from './search.ts'
import { caseOf, openStore } from './store.ts'
import { measureVault } from './vault.ts'

const BENCH = resolve(import.meta.dirname, '../../.bench')

/** Builds what is missing, then measures everything once. `tell` hears how far it is. */
export async function runBench(
  sizes: Sizes,
  name: string,
  tell: (line: string) => void,
): Promise<Figures> {
  const parent = join(BENCH, name)
  const store = openStore(parent, tell)
  const { units, rounds, ledgerRows } = sizes
  const built = (problems: number) => caseOf(store, { units, problems }, tell)
  const small = await built(sizes.problems[0])
  const middle = await built(sizes.problems[1])
  const large = await built(sizes.problems[2])
  const emptyCase = await built(0)
  const ledger = await ledgerOf(store, { units, rows: ledgerRows })
  tell('measuring the prevalence page')
  const prevalence = await measurePrevalence({ middle, large }, rounds.query)
  tell('measuring the import')
  const app = await buildProcesses(join(parent, 'app'))
  const given = { emptyCase, ledger, rows: ledgerRows, store }
  const imported = await measureImport(app, given, rounds.ledger, (round) =>
    tell(`import: round ${round} of ${rounds.ledger}`),
  )
  tell('measuring the opening')
  const opening = await measureOpening({ small, large }, rounds.open)
  tell('measuring the vault')
  const vault = await measureVault(large, rounds)
  tell('measuring lists and the search')
  const asking = await measureAsking(large, rounds.query)
  return { prevalence, import: imported, opening, vault, asking }
}
