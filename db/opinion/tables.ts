import type { Generated } from 'kysely'

import type { Wind } from '#db/problem/contract.ts'

import type {
  Change,
  Channel,
  Directness,
  Intent,
  RedactionReason,
  SpeakerKind,
} from './contract.ts'

/** No column of it ever changes (INV-1). */
type OpinionTable = {
  readonly no: Generated<number>
  readonly id: string
  readonly unitId: string
  readonly visitId: string | null
  readonly heardOn: string
  readonly heardTime: string | null
  readonly place: string
  readonly speakerKind: SpeakerKind
  readonly channel: Channel
  readonly directness: Directness
  readonly thirdPerson: 0 | 1
  readonly verbatim: string
  readonly languageNote: string
  readonly heardBy: string
  readonly sha256: string
  readonly supersedes: string | null
  readonly change: Change | null
  readonly changeProblemId: string | null
  readonly enteredBy: string
  readonly enteredAt: string
}

type OpinionCodeTable = {
  readonly id: string
  readonly opinionId: string
  fromChar: number | null
  toChar: number | null
  problemType: string | null
  wind: Wind | null
  problemId: string | null
  intent: Intent
  strong: 0 | 1
  readonly enteredBy: string
  readonly enteredAt: string
}

type OpinionClusterTable = {
  readonly id: string
  readonly unitId: string
  name: string
  readonly enteredBy: string
  readonly enteredAt: string
}

type OpinionClusterMemberTable = {
  readonly id: string
  clusterId: string
  readonly opinionId: string
}

type OpinionRedactionTable = {
  readonly id: string
  readonly opinionId: string
  readonly fromChar: number
  readonly toChar: number
  readonly reason: RedactionReason
  decidedIn: Generated<string | null>
  readonly enteredBy: string
  readonly enteredAt: string
}

export type OpinionTables = {
  opinion: OpinionTable
  opinionCode: OpinionCodeTable
  opinionCluster: OpinionClusterTable
  opinionClusterMember: OpinionClusterMemberTable
  opinionRedaction: OpinionRedactionTable
}
