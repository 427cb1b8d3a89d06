import { createHash } from 'node:crypto'

import { casefileCommands } from './casefile/commands.ts'
import { casefileContract } from './casefile/contract.ts'
import { casefileQueries } from './casefile/queries.ts'
import { draftCommands } from './draft/commands.ts'
import { draftContract } from './draft/contract.ts'
import { draftQueries } from './draft/queries.ts'
import { bulkOf } from './engine/bulk.ts'
import type { CaseFile, Reader, Writer } from './engine/case-file.ts'
import { withFootprint } from './engine/footprint.ts'
import type { CommandHandlers, Host, QueryHandlers, World } from './engine/handlers.ts'
import { createStaging, type LedgerFile } from './engine/staging.ts'
import { describeSqliteError } from './engine/sqlite-error.ts'
import { intakeCommands } from './intake/commands.ts'
import { intakeContract } from './intake/contract.ts'
import { intakeQueries } from './intake/queries.ts'
import { stageLedger } from './intake/stage.ts'
import { journalContract } from './journal/contract.ts'
import { journalQueries } from './journal/queries.ts'
import type { Contract, Entry } from './kernel/contract.ts'
import { Failure, type Reply } from './kernel/failure.ts'
import { practiceCommands } from './practice/commands.ts'
import { practiceContract } from './practice/contract.ts'
import { prevalenceContract } from './prevalence/contract.ts'
import { prevalenceQueries } from './prevalence/queries.ts'
import { problemCommands } from './problem/commands.ts'
import { problemContract } from './problem/contract.ts'
import { problemQueries } from './problem/queries.ts'
import { unitCommands } from './unit/commands.ts'
import { unitContract } from './unit/contract.ts'
import { unitQueries } from './unit/queries.ts'
import { visitCommands } from './visit/commands.ts'
import { visitContract } from './visit/contract.ts'
import { visitQueries } from './visit/queries.ts'

const calls = new Map<string, Call>([
  ...serve(casefileContract, casefileQueries, casefileCommands),
  ...serve(unitContract, unitQueries, unitCommands),
  ...serve(visitContract, visitQueries, visitCommands),
  ...serve(problemContract, problemQueries, problemCommands),
  ...serve(prevalenceContract, prevalenceQueries, {}),
  ...serve(intakeContract, intakeQueries, intakeCommands),
  ...serve(draftContract, draftQueries, draftCommands),
  ...serve(practiceContract, {}, practiceCommands),
  ...serve(journalContract, journalQueries, {}),
])

/** The names of all calls that the door answers. */
export const callNames: ReadonlySet<string> = new Set(calls.keys())

export type Progress = { readonly call: string; readonly done: number; readonly total: number }

export type CaseService = {
  /** Answers one question or makes one change. It never throws: what went wrong is in the reply. */
  call(name: string, input: unknown): Promise<Reply>
  /** Takes a ledger that was read elsewhere; the answer is a StagedLedger. Nothing is written. */
  stage(fileName: string, file: LedgerFile): Promise<Reply>
  /** Asks the long command that is running to stop. */
  cancel(): void
  /** Hears which tables each change wrote; names only, never data. */
  onChange(listener: (tables: readonly string[]) => void): () => void
  onProgress(listener: (progress: Progress) => void): () => void
  close(): Promise<void>
}

/** The one door to a case file. It knows nothing of Electron: tests knock as the window does. */
export function createCaseService(file: CaseFile, actor: string, host: Host): CaseService {
  const changes = new Set<(tables: readonly string[]) => void>()
  const progresses = new Set<(progress: Progress) => void>()
  const staging = createStaging()
  let cancelled = false

  function worldFor(name: string): World {
    return {
      ...host,
      actor,
      staging,
      bulk: bulkOf(file.handle),
      async pause(done, total) {
        for (const tell of progresses) tell({ call: name, done, total })
        // Lets a cancel come in: statements of SQLite hold the thread.
        await new Promise((resolve) => {
          setImmediate(resolve)
        })
        if (cancelled) throw new Failure('cancelled', [{ code: 'call.cancelled' }])
      },
    }
  }

  async function answer(name: string, input: unknown): Promise<Reply> {
    const call = calls.get(name)
    if (!call) throw new Failure('invalid', [{ code: 'call.unknown' }])
    const parsed = call.entry.input.safeParse(input)
    if (!parsed.success) {
      const fields = parsed.error.issues.map((issue) => issue.path.join('.'))
      throw new Failure('invalid', [{ code: 'call.malformed', about: fields }])
    }
    const world = worldFor(name)
    const [data, { reads, writes }] = await withFootprint(() =>
      call.entry.kind === 'query'
        ? file.read((reader) => call.handle(reader, parsed.data, world))
        : change(name, call, parsed.data, world),
    )
    if (writes.size > 0) for (const tell of changes) tell([...writes])
    return { ok: true, data: call.entry.output.parse(data), reads: [...reads] }
  }

  function change(name: string, call: Call, input: unknown, world: World): Promise<unknown> {
    cancelled = false
    const pen = { memberId: actor, deviceId: host.deviceId, command: name, at: host.now() }
    return file.write(pen, (writer) => call.handle(writer, input, world))
  }

  return {
    call: (name, input) => answer(name, input).catch((error: unknown) => toReply(error, host)),
    stage: (fileName, ledger) =>
      file
        .read((reader) => {
          const staged = {
            stageId: host.newId(),
            fileName,
            fileHash: createHash('sha256').update(JSON.stringify(ledger.sheets)).digest('hex'),
            file: ledger,
          }
          staging.put(staged)
          return stageLedger(reader, staged)
        })
        .then((data): Reply => ({ ok: true, data, reads: [] }))
        .catch((error: unknown) => toReply(error, host)),
    cancel: () => {
      cancelled = true
    },
    onChange: (listener) => hear(changes, listener),
    onProgress: (listener) => hear(progresses, listener),
    close: () => file.close(),
  }
}

function hear<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

type Handle = (db: Reader | Writer, input: unknown, world: World) => Promise<unknown>
type Call = { readonly entry: Entry; readonly handle: Handle }

function serve<C extends Contract>(
  contract: C,
  queries: QueryHandlers<C>,
  commands: CommandHandlers<C>,
): [string, Call][] {
  // The two maps hold one handler for every entry; their types were checked at the call.
  const handlers = { ...queries, ...commands } as unknown as Record<string, Handle>
  return Object.entries(contract).map(([key, entry]) => {
    const handle = handlers[key]
    if (!handle) throw new Error(`no handler for ${entry.name}`)
    return [entry.name, { entry, handle }]
  })
}

function toReply(error: unknown, host: Host): Reply {
  const failure = error instanceof Failure ? error : describeSqliteError(error)
  if (failure) return { ok: false, code: failure.code, reasons: failure.reasons }
  host.report(error)
  return { ok: false, code: 'unexpected', reasons: [{ code: 'call.unexpected' }] }
}
