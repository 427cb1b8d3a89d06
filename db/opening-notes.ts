import { noteAccess } from './access/commands.ts'
import type { CaseFile } from './engine/case-file.ts'
import type { Host } from './engine/handlers.ts'
import { followKeys, keysDiffer } from './engine/signing.ts'
import type { OpenedCase } from './open-case.ts'

/** Writes which keys sign from now on, where the keys file says otherwise than the case. */
export function noteKeysIn(file: CaseFile, memberId: string, host: Host): OpenedCase['noteKeys'] {
  return async ({ members }) => {
    if (!keysDiffer(file.handle, members, 'any')) return
    const pen = { memberId, deviceId: host.deviceId, command: 'keys.note', at: host.now() }
    await file.write(pen, () => Promise.resolve(followKeys(file.handle, members, pen.at)))
  }
}

/** Writes openings, tries and changes of keys that the machine has noted. */
export function noteAccessIn(
  file: CaseFile,
  memberId: string,
  host: Host,
): OpenedCase['noteAccess'] {
  const { deviceId } = host
  return (notes) => {
    const pen = { memberId, deviceId, command: 'access.note', at: host.now() }
    return file.write(pen, (writer) => noteAccess(writer, notes, deviceId))
  }
}
