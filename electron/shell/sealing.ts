import type { Desk } from './desk.ts'
import type { ShellHandlers } from './door.ts'

/** Public keys for secrets, each made by the process that opens what is sealed to it. */
export function sealingHandlers({
  current,
  verifier,
  reader,
}: Desk): Pick<ShellHandlers, 'sealingKey'> {
  const makers = {
    opening: () => current.recipient('next'),
    case: () => current.recipient('open'),
    verifier: () => verifier.recipient(),
    reader: () => reader.recipient(),
  }
  return {
    sealingKey: async ({ process }) => ({ recipient: await makers[process]() }),
  }
}
