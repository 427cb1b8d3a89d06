import type { Generated } from 'kysely'

import type { OpeningOutcome, Purpose } from './contract.ts'

type InformantRoleTable = {
  readonly id: 'role'
  recipient: string
  bundle: string
  epoch: number
  madeBy: string
  madeAt: string
}

type InformantHolderTable = {
  readonly id: string
  readonly memberId: string
  recipient: string
  /** A Slot as JSON. */
  slot: string
  since: string
  addedBy: string
}

type InformantTable = {
  readonly no: Generated<number>
  readonly id: string
  sealed: string
  readonly writtenBy: string
  readonly writtenAt: string
  destroyedBy: string | null
  destroyedAt: string | null
  destroyedWhy: Generated<string>
}

type InformantLinkTable = {
  readonly id: string
  readonly informantId: string
  readonly problemId: string | null
  readonly visitId: string | null
}

type InformantOpinionTable = {
  readonly id: string
  readonly informantId: string
  readonly opinionId: string
}

type InformantKeyTable = {
  readonly informantId: string
  /** The role's public key that it was wrapped to. */
  recipient: string
  wrapped: string
}

type InformantOpeningTable = {
  readonly id: string
  readonly informantId: string | null
  readonly purpose: Purpose
  readonly reason: string
  readonly outcome: OpeningOutcome
  readonly memberId: string
  readonly deviceId: string
  readonly at: string
}

/** There is no column for what a letter says (Art. 15). */
type EnvelopeTable = {
  readonly no: Generated<number>
  readonly id: string
  readonly receivedOn: string
  readonly seal: string
  readonly holder: string
  handedTo: string | null
  handedOn: string | null
  readonly enteredBy: string
  readonly enteredAt: string
}

export type InformantTables = {
  informantRole: InformantRoleTable
  informantHolder: InformantHolderTable
  informant: InformantTable
  informantLink: InformantLinkTable
  informantOpinion: InformantOpinionTable
  informantKey: InformantKeyTable
  informantOpening: InformantOpeningTable
  envelope: EnvelopeTable
}
