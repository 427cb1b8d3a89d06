import type { KeyMember } from './keys-file.ts'

/** What a keys file says of a member to everybody who can read it. */
export type Person = Pick<KeyMember, 'id' | 'name' | 'role'>

/** The person of a slot, without the slot. */
export function personOf({ id, name, role }: Person): Person {
  return { id, name, role }
}

/** Whether a member's slot opens with a key file only. */
export function needsKeyFile({ slot }: KeyMember): boolean {
  return slot.keyFile !== undefined
}
