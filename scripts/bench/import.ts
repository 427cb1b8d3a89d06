import { cpSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'

import { z } from 'zod'

import { intakeContract, StagedLedger } from '#db/intake/contract.ts'
import type { Entry } from '#db/kernel/contract.ts'
import { seal } from '#electron/seal.ts'

import type { AppProcesses, CaseProcess } from './app-processes.ts'
import { bareImport } from './bare-import.ts'
import { importByHand } from './hand-import.ts'
import { interleave, median } from './rounds.ts'
import { benchPassphrase } from './store.ts'
import { FIRST_MEMBER, SECOND_MEMBER } from './write-case.ts'

const Offered = z.object({ recipient: z.string() })

const STEPS = ['read', 'stage', 'plan', 'commit'] as const
type Steps = Readonly<Record<(typeof STEPS)[number], number>>

/** Middle figures of the rounds in milliseconds, and the most bytes of memory of any round. */
export type ImportFigures = {
  readonly door: number
  readonly steps: Steps
  readonly peak: number
  readonly bare: number
  /** What the bare import ran in. */
  readonly bareBy: string
  /** The same rows by hand into the same encrypted file, with capture and indexes, no more. */
  readonly byHand: number
}

/**
 * Imports the ledger into a fresh copy of the empty case, from the file on the disk to the
 * committed rows, in the processes of the app: this one stands for main. The bare import of the
 * same file stands beside it.
 */
export async function measureImport(
  app: AppProcesses,
  given: {
    readonly emptyCase: string
    readonly ledger: string
    readonly rows: number
    readonly store: string
  },
  rounds: number,
  tell: (round: number) => void,
): Promise<ImportFigures> {
  const copy = join(given.store, 'import.xundu')
  const beside = join(given.store, 'by-hand.xundu')
  const steps: Steps[] = []
  let peak = 0
  const bare = bareImport(join(given.store, 'bare.db'))
  const contenders = {
    door: async () => {
      rmSync(copy, { recursive: true, force: true })
      cpSync(given.emptyCase, copy, { recursive: true })
      const holder = app.startCase()
      await open(holder, copy)
      const taken = await importLedger(app, holder, given)
      await holder.ask({ kind: 'close' })
      peak = Math.max(peak, await holder.end())
      steps.push(taken)
      return STEPS.reduce((sum, step) => sum + taken[step], 0)
    },
    bare: () => bare.run(given.ledger, given.rows),
    // The first round begins with the door, so that its rows are always there.
    byHand: () =>
      importByHand({ imported: copy, empty: given.emptyCase, copy: beside }, given.rows),
  }
  const of = await interleave(rounds, contenders, tell)
  rmSync(copy, { recursive: true, force: true })
  const middle = STEPS.map((step) => [step, median(steps.map((taken) => taken[step]))])
  return {
    door: of('door'),
    steps: Object.fromEntries(middle),
    peak,
    bare: of('bare'),
    bareBy: bare.by,
    byHand: of('byHand'),
  }
}

async function open(holder: CaseProcess, folder: string): Promise<void> {
  const device = { deviceId: 'bench' }
  const { recipient } = Offered.parse(await holder.ask({ kind: 'recipient' }))
  const passphrase = await seal(benchPassphrase(), recipient)
  await holder.ask({ kind: 'open', folder, memberId: FIRST_MEMBER, passphrase, device })
}

/** Reads, stages, plans and commits as the page does when every guess is right. */
async function importLedger(
  app: AppProcesses,
  holder: CaseProcess,
  { ledger, rows }: { readonly ledger: string; readonly rows: number },
): Promise<Steps> {
  const marks = [performance.now()]
  const fileName = basename(ledger)
  const { frame, parts } = await app.readLedger({ bytes: await readFile(ledger), fileName })
  marks.push(performance.now())
  for (const [index, part] of parts.entries()) {
    await holder.ask({ kind: 'rows', part, first: index === 0 })
  }
  const staged = StagedLedger.parse(await holder.ask({ kind: 'stage', fileName, frame }))
  const guess = staged.sheets[0]?.guess.find(({ kind }) => kind === 'problem')
  if (!guess) throw new Error('no columns were guessed')
  marks.push(performance.now())
  const choices = {
    stageId: staged.stageId,
    sheet: 0,
    kind: 'problem',
    mapping: guess.mapping,
    confirmedBy: SECOND_MEMBER,
  } as const
  const plan = await call(holder, intakeContract.plan, choices)
  if (!plan.ready) throw new Error(`not ready: ${JSON.stringify(plan).slice(0, 2000)}`)
  marks.push(performance.now())
  const { added } = await call(holder, intakeContract.commit, choices)
  marks.push(performance.now())
  if (added !== rows) throw new Error(`${added} rows were added instead of ${rows}`)
  const taken = STEPS.map((step, at) => [step, (marks[at + 1] ?? 0) - (marks[at] ?? 0)])
  return Object.fromEntries(taken)
}

async function call<I extends z.ZodType, O extends z.ZodType>(
  holder: CaseProcess,
  entry: Entry & { readonly input: I; readonly output: O },
  input: z.input<I>,
): Promise<z.output<O>> {
  return entry.output.parse(await holder.ask({ kind: 'call', name: entry.name, input }))
}
