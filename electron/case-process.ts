import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone.js'
import utc from 'dayjs/plugin/utc.js'
import { monotonicFactory } from 'ulid'

import { recoveriesOf } from '#db/backup/recovery.ts'
import type { Host } from '#db/engine/handlers.ts'
import { type PackedRows, unpackLedger } from '#db/engine/packed-ledger.ts'
import { Failure, type Reply } from '#db/kernel/failure.ts'
import { createCase, openCase, openCaseWithSheet, type OpenedCase } from '#db/open-case.ts'

import type { CaseRequest, Device, FromCase, KeysStep, ToCase } from './case-messages.ts'
import { createKeysDoor, noteOpening } from './keys-door.ts'
import { codeOf } from './log.ts'
import { removeNetwork } from './no-network.ts'
import { seal } from './seal.ts'
import { keepSeals, type Opened } from './sealed-secrets.ts'
import { suggestPassphrase } from './suggest-passphrase.ts'

dayjs.extend(utc)
dayjs.extend(timezone)
removeNetwork()

const newId = monotonicFactory()
const seals = keepSeals()
const underWay = new Set<Promise<Reply>>()
let opened: OpenedCase | undefined
/** Makes one step on the keys after the other; whatever else is asked waits for it. */
let changeKeys: ReturnType<typeof createKeysDoor> | undefined
let changing: Promise<unknown> = Promise.resolve()
let parts: PackedRows[] = []
/** Lets the file of the database go that is held still. */
let letGo: (() => void) | undefined
let stopBackup: AbortController | undefined

process.parentPort.on('message', (event) => {
  const message: ToCase = event.data
  if (message.kind === 'cancel') {
    opened?.service.cancel()
    changeKeys?.cancel()
    stopBackup?.abort()
    return
  }
  void reply(message.seq, message)
})

async function reply(seq: number, request: CaseRequest): Promise<void> {
  tell({ kind: 'reply', seq, reply: await answer(request).catch(toReply) })
}

async function answer(request: CaseRequest): Promise<Reply> {
  if (request.kind === 'create') {
    const { given, device } = request
    return take(await seals.opening(given, (made) => createCase(made, hostOf(device))), device)
  }
  if (request.kind === 'open') {
    const { device } = request
    const found = await seals.opening(request, (by) => openCase(by, hostOf(device)))
    const noted = await noteOpening(found, 'opened', request.wrongTries, hostOf(device))
    return take(found, device, noted)
  }
  if (request.kind === 'openWithSheet') {
    const { device } = request
    const found = await seals.opening(request, (by) => openCaseWithSheet(by, hostOf(device)))
    const noted = await noteOpening(found, 'openedBySheet', request.wrongTries, hostOf(device))
    return take(found, device, noted)
  }
  if (request.kind === 'recipient') return done({ recipient: await seals.makeRecipient() })
  if (request.kind === 'words') return sealing(await suggestPassphrase(), request.answerTo)
  if (request.kind === 'keys') return stepOnKeys(request)
  await changing
  if (!opened) return noCase()
  if (request.kind === 'call') {
    const { name, input } = request
    return follow(callWith(opened, name, input))
  }
  if (request.kind === 'rows') {
    if (request.first) parts = []
    parts.push(request.part)
    return done({})
  }
  if (request.kind === 'stage') {
    const ledger = unpackLedger(request.frame, parts)
    parts = []
    return follow(opened.service.stage(request.fileName, ledger))
  }
  if (request.kind === 'hold') return hold(opened, request.still)
  if (request.kind === 'backup') return follow(backUp(opened, request))
  if (request.kind === 'recoveries') {
    const { recovery, folder, handle } = opened
    return done({ fresh: recovery !== null, all: recoveriesOf(folder, handle) })
  }
  const ending = opened
  opened = undefined
  // What was asked before is answered, or rolled back where it was told to stop; then it closes.
  await Promise.allSettled(underWay)
  await ending.service.close()
  return done({})
}

/** Work goes on meanwhile; a lock that will not wait any longer stops it between its steps. */
async function backUp(
  held: OpenedCase,
  request: Extract<CaseRequest, { kind: 'backup' }>,
): Promise<Reply> {
  stopBackup = new AbortController()
  const { keysFile } = held
  return done(await held.backUp({ ...request, keysFile, signal: stopBackup.signal }))
}

async function hold(held: OpenedCase, still: boolean): Promise<Reply> {
  letGo?.()
  letGo = still ? await held.holdStill() : undefined
  return done({})
}

async function stepOnKeys(request: Extract<CaseRequest, { kind: 'keys' }>): Promise<Reply> {
  const stepped = await seals.opening(request, inTurn)
  const { answerTo } = request
  return stepped.ok && answerTo !== undefined ? sealing(stepped.data, answerTo) : stepped
}

/** A step on the keys runs alone: what was asked before ends first, what comes after waits. */
async function inTurn(step: Opened<KeysStep>): Promise<Reply> {
  const before = changing
  const turn = (async () => {
    await before
    await Promise.allSettled(underWay)
    if (!opened || !changeKeys) return noCase()
    const { data, now } = await changeKeys.step(opened, step)
    if (now !== opened) {
      serve(now)
      // Written past the service, or through the one before: it has told nobody.
      tell({ kind: 'changed', tables: ['access', 'member', 'change', 'changeset'] })
    }
    return done(data)
  })()
  // A step that closed the case and could not open it anew leaves none to serve.
  changing = turn.catch((error: unknown) => {
    if (error instanceof Failure && error.reasons.some(({ code }) => code === 'keys.open-again'))
      opened = undefined
  })
  return turn
}

async function follow(answering: Promise<Reply>): Promise<Reply> {
  underWay.add(answering)
  try {
    return await answering
  } finally {
    underWay.delete(answering)
  }
}

/** Serves the case that was opened: one for the life of this process. */
function take(found: OpenedCase, device: Device, noted = false): Reply {
  changeKeys = createKeysDoor(hostOf(device), (sofar, total) =>
    tell({ kind: 'progress', call: 'keys.removeMember', done: sofar, total }),
  )
  serve(found)
  const { folder, memberId, keysFile } = found
  return done({ folder, memberId, caseId: keysFile.caseId, noted })
}

/** After a change of keys it is the same case, through a service of its own. */
function serve(found: OpenedCase): void {
  if (opened?.service !== found.service) {
    found.service.onChange((tables) => tell({ kind: 'changed', tables }))
    found.service.onProgress((progress) => tell({ kind: 'progress', ...progress }))
  }
  opened = found
}

/** One call of the case, the secrets in it opened. */
function callWith({ service }: OpenedCase, name: string, input: unknown): Promise<Reply> {
  if (typeof input !== 'object' || input === null) return service.call(name, input)
  return seals.openingCall(input, (given) => service.call(name, given))
}

/** An answer that only the page that asked for it can read. */
async function sealing(data: unknown, answerTo: string): Promise<Reply> {
  return done(await seal(JSON.stringify(data), answerTo))
}

function hostOf({ deviceId }: Device): Host {
  return {
    deviceId,
    now: () => new Date().toISOString(),
    today: () => dayjs().tz('Asia/Shanghai').format('YYYY-MM-DD'),
    newId: () => newId(),
    report,
  }
}

function toReply(error: unknown): Reply {
  if (error instanceof Failure) return { ok: false, code: error.code, reasons: error.reasons }
  report(error)
  return { ok: false, code: 'unexpected', reasons: [{ code: 'call.unexpected' }] }
}

/** The code alone leaves this process: the message of an error may hold what a case holds. */
function report(error: unknown): void {
  tell({ kind: 'fault', code: codeOf(error) })
}

function noCase(): Reply {
  return { ok: false, code: 'locked', reasons: [{ code: 'case.locked' }] }
}

function done(data: unknown): Reply {
  return { ok: true, data, reads: [] }
}

function tell(message: FromCase): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, no window
  process.parentPort.postMessage(message)
}
