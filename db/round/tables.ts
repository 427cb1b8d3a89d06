import type { Notice, RoundState } from '#db/visit/contract.ts'

import type { LodgingKind, LodgingLevel, PlanReason } from './contract.ts'

type RoundMemberTable = {
  readonly id: string
  readonly roundId: string
  readonly memberId: string
  team: string
}

type RoundPlanTable = {
  readonly id: string
  readonly roundId: string
  unitId: string
  reason: PlanReason
  plannedOn: string | null
  notice: Notice
  halfDays: number
  team: string
  note: string
}

type RoundDayTable = {
  readonly id: string
  readonly roundId: string
  readonly memberId: string
  readonly dayOn: string
  lodgingLevel: LodgingLevel | null
  lodgingKind: LodgingKind | null
  minutesProvince: number
  minutesCity: number
  minutesCounty: number
  minutesTownship: number
  minutesVillage: number
}

type RoundStepTable = {
  readonly id: string
  readonly roundId: string
  readonly fromState: RoundState | null
  readonly toState: RoundState
  readonly basis: string
  readonly at: string
  readonly by: string
}

export type RoundTables = {
  roundMember: RoundMemberTable
  roundPlan: RoundPlanTable
  roundDay: RoundDayTable
  roundStep: RoundStepTable
}
