import { isLeader, type Role } from '#db/kernel/roles.ts'
import { allow, refuse, type Verdict } from '#db/kernel/verdict.ts'

/** Only the leader writes why a step of level J goes on (domain §3.3). */
export function giveReason(role: Role): Verdict<true> {
  return isLeader(role) ? allow(true) : refuse({ code: 'justification.leader-only' })
}
