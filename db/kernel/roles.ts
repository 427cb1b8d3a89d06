import type { memberRoles } from './codes.ts'

/** The part that a member has in the group (domain §2.12). */
export type Role = (typeof memberRoles)[number]['code']

/** Whether he decides where a rule asks for the leader's reason (level J, domain §3.3). */
export function isLeader(role: Role): boolean {
  return role === 'leader'
}

/** Whether he confirms what another entered, and strikes off what another checked (domain §3.3). */
export function confirms(role: Role): boolean {
  return role === 'leader' || role === 'deputy'
}
