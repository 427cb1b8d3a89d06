import { accessContract } from './access/contract.ts'
import { accessQueries } from './access/queries.ts'
import { attachmentCommands } from './attachment/commands.ts'
import { attachmentContract } from './attachment/contract.ts'
import { attachmentQueries } from './attachment/queries.ts'
import { casefileCommands } from './casefile/commands.ts'
import { casefileContract } from './casefile/contract.ts'
import { casefileQueries } from './casefile/queries.ts'
import { defectCommands } from './defect/commands.ts'
import { defectContract } from './defect/contract.ts'
import { defectQueries } from './defect/queries.ts'
import { draftCommands } from './draft/commands.ts'
import { draftContract } from './draft/contract.ts'
import { draftQueries } from './draft/queries.ts'
import type { CaseFile, Reader, Writer } from './engine/case-file.ts'
import { withFootprint } from './engine/footprint.ts'
import type { CommandHandlers, Host, QueryHandlers, World } from './engine/handlers.ts'
import { hashOfLedger } from './engine/packed-ledger.ts'
import { createStaging, type LedgerFile } from './engine/staging.ts'
import { breathe, tendingOf } from './engine/tending.ts'
import { describeSqliteError } from './engine/sqlite-error.ts'
import { informantCommands } from './informant/commands.ts'
import { informantContract } from './informant/contract.ts'
import { informantQueries } from './informant/queries.ts'
import { intakeCommands } from './intake/commands.ts'
import { intakeContract } from './intake/contract.ts'
import { intakeQueries } from './intake/queries.ts'
import { stageLedger } from './intake/stage.ts'
import { journalCommands } from './journal/commands.ts'
import { journalContract } from './journal/contract.ts'
import { journalQueries } from './journal/queries.ts'
import type { Contract, Entry } from './kernel/contract.ts'
import { Failure, type Reply } from './kernel/failure.ts'
import { justificationCommands } from './justification/commands.ts'
import { justificationContract } from './justification/contract.ts'
import { justificationQueries } from './justification/queries.ts'
import { opinionCommands } from './opinion/commands.ts'
import { opinionContract } from './opinion/contract.ts'
import { opinionQueries } from './opinion/queries.ts'
import { localgroupCommands } from './localgroup/commands.ts'
import { localgroupContract } from './localgroup/contract.ts'
import { localgroupQueries } from './localgroup/queries.ts'
import { ownlistCommands } from './ownlist/commands.ts'
import { ownlistContract } from './ownlist/contract.ts'
import { ownlistQueries } from './ownlist/queries.ts'
import { practiceCommands } from './practice/commands.ts'
import { practiceContract } from './practice/contract.ts'
import { prevalenceContract } from './prevalence/contract.ts'
import { prevalenceQueries } from './prevalence/queries.ts'
import { problemCommands } from './problem/commands.ts'
import { problemContract } from './problem/contract.ts'
import { problemQueries } from './problem/queries.ts'
import { holidayCommands } from './holiday/commands.ts'
import { holidayContract } from './holiday/contract.ts'
import { holidayQueries } from './holiday/queries.ts'
import { rectificationCommands } from './rectification/commands.ts'
import { rectificationContract } from './rectification/contract.ts'
import { rectificationQueries } from './rectification/queries.ts'
import { searchContract } from './search/contract.ts'
import { searchQueries } from './search/queries.ts'
import { viewCommands } from './view/commands.ts'
import { viewContract } from './view/contract.ts'
import { viewQueries } from './view/queries.ts'
import { onsiteCommands } from './onsite/commands.ts'
import { onsiteContract } from './onsite/contract.ts'
import { onsiteQueries } from './onsite/queries.ts'
import { roundCommands } from './round/commands.ts'
import { roundContract } from './round/contract.ts'
import { roundQueries } from './round/queries.ts'
import { responsibilityCommands } from './responsibility/commands.ts'
import { responsibilityContract } from './responsibility/contract.ts'
import { responsibilityQueries } from './responsibility/queries.ts'
import { todayContract } from './today/contract.ts'
import { todayQueries } from './today/queries.ts'
import { unitCommands } from './unit/commands.ts'
import { unitContract } from './unit/contract.ts'
import { unitQueries } from './unit/queries.ts'
import { verifyContract } from './verify/contract.ts'
import { verifyQueries } from './verify/queries.ts'
import { visitCommands } from './visit/commands.ts'
import { visitContract } from './visit/contract.ts'
import { visitQueries } from './visit/queries.ts'

const calls = new Map<string, Call>([
  ...serve(casefileContract, casefileQueries, casefileCommands),
  ...serve(unitContract, unitQueries, unitCommands),
  ...serve(visitContract, visitQueries, visitCommands),
  ...serve(roundContract, roundQueries, roundCommands),
  ...serve(onsiteContract, onsiteQueries, onsiteCommands),
  ...serve(problemContract, problemQueries, problemCommands),
  ...serve(ownlistContract, ownlistQueries, ownlistCommands),
  ...serve(responsibilityContract, responsibilityQueries, responsibilityCommands),
  ...serve(prevalenceContract, prevalenceQueries, {}),
  ...serve(intakeContract, intakeQueries, intakeCommands),
  ...serve(draftContract, draftQueries, draftCommands),
  ...serve(informantContract, informantQueries, informantCommands),
  ...serve(justificationContract, justificationQueries, justificationCommands),
  ...serve(holidayContract, holidayQueries, holidayCommands),
  ...serve(rectificationContract, rectificationQueries, rectificationCommands),
  ...serve(opinionContract, opinionQueries, opinionCommands),
  ...serve(todayContract, todayQueries, {}),
  ...serve(accessContract, accessQueries, {}),
  ...serve(searchContract, searchQueries, {}),
  ...serve(attachmentContract, attachmentQueries, attachmentCommands),
  ...serve(viewContract, viewQueries, viewCommands),
  ...serve(localgroupContract, localgroupQueries, localgroupCommands),
  ...serve(defectContract, defectQueries, defectCommands),
  ...serve(practiceContract, {}, practiceCommands),
  ...serve(journalContract, journalQueries, journalCommands),
  ...serve(verifyContract, verifyQueries, {}),
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
  const running = new Set<Running>()
  const { bulk } = file
  const tending = tendingOf(file, (tables) => tellAll(changes, tables, host), host)

  function worldFor(run: Running): World {
    return {
      ...host,
      actor,
      staging,
      bulk,
      async pause(done, total) {
        tellAll(progresses, { call: run.name, done, total }, host)
        await breathe()
        if (run.cancelled) throw new Failure('cancelled', [{ code: 'call.cancelled' }])
      },
    }
  }

  async function answer(name: string, input: unknown): Promise<Reply> {
    const { call, given } = understand(name, input)
    const run = { name, cancelled: false }
    const world = worldFor(run)
    const pen = { memberId: actor, deviceId: host.deviceId, command: name, at: host.now() }
    running.add(run)
    const [data, { reads, writes }] = await withFootprint(() =>
      call.entry.kind === 'query'
        ? file.read((reader) => call.handle(reader, given, world))
        : file.write(
            pen,
            (writer) => call.handle(writer, given, world),
            call.entry.large ? 'large' : undefined,
          ),
    ).finally(() => running.delete(run))
    if (writes.size > 0) tellAll(changes, [...writes], host)
    tending.begin()
    return { ok: true, data: call.entry.output.parse(data), reads: [...reads] }
  }

  async function stage(fileName: string, ledger: LedgerFile): Promise<Reply> {
    const staged = { stageId: host.newId(), fileName, fileHash: hashOfLedger(ledger), file: ledger }
    staging.put(staged)
    const data = await file.read((reader) => stageLedger(reader, staged))
    return { ok: true, data, reads: [] }
  }

  tending.begin()
  return {
    call: (name, input) => answer(name, input).catch((error: unknown) => toReply(error, host)),
    stage: (name, ledger) => stage(name, ledger).catch((error: unknown) => toReply(error, host)),
    cancel: () => {
      for (const run of running) run.cancelled = true
    },
    onChange: (listener) => hear(changes, listener),
    onProgress: (listener) => hear(progresses, listener),
    async close() {
      await tending.end()
      await file.close()
    },
  }
}

/** One call between its arrival and its answer. */
type Running = { readonly name: string; cancelled: boolean }

function understand(name: string, input: unknown): { call: Call; given: unknown } {
  const call = calls.get(name)
  if (!call) throw new Failure('invalid', [{ code: 'call.unknown' }])
  const parsed = call.entry.input.safeParse(input)
  if (parsed.success) return { call, given: parsed.data }
  const fields = parsed.error.issues.map((issue) => issue.path.join('.'))
  throw new Failure('invalid', [{ code: 'call.malformed', about: fields }])
}

function hear<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What a listener does with the notice is its own matter: a change that was made stays made. */
function tellAll<T>(listeners: ReadonlySet<(notice: T) => void>, notice: T, host: Host): void {
  for (const tell of listeners) {
    try {
      tell(notice)
    } catch (error) {
      host.report(error)
    }
  }
}

type Handle = (db: Reader | Writer, input: unknown, world: World) => Promise<unknown>
type Call = { readonly entry: Entry; readonly handle: Handle }

function serve<C extends Contract>(
  contract: C,
  queries: QueryHandlers<C>,
  commands: CommandHandlers<C>,
): [string, Call][] {
  const handlers: Readonly<Record<string, unknown>> = { ...queries, ...commands }
  return Object.entries(contract).map(([key, entry]) => {
    const handle = handlers[key]
    if (!isHandle(handle)) throw new Error(`no handler for ${entry.name}`)
    return [entry.name, { entry, handle }]
  })
}

/** The maps hold one handler for every entry, whose types the compiler checked at the call. */
function isHandle(handler: unknown): handler is Handle {
  return typeof handler === 'function'
}

function toReply(error: unknown, host: Host): Reply {
  const failure = error instanceof Failure ? error : describeSqliteError(error)
  if (failure) return { ok: false, code: failure.code, reasons: failure.reasons }
  host.report(error)
  return { ok: false, code: 'unexpected', reasons: [{ code: 'call.unexpected' }] }
}
