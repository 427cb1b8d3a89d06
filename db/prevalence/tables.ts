import type { Notice, Result, Selection } from '#db/visit/contract.ts'

type SubstantiveExposureView = {
  readonly id: string
  readonly visitId: string
  readonly unitId: string
  readonly problemType: string
  readonly lookedOn: string
  readonly method: string
  readonly nature: string
  readonly result: Result
  readonly selection: Selection
  readonly notice: Notice
  readonly level: string
  readonly kind: string
  readonly prefectureId: string | null
  readonly confirmed: number
}

type ExaminationTable = {
  readonly problemType: string
  readonly level: string
  readonly lookedOn: string
  readonly unitId: string
  readonly selection: Selection
  readonly notice: Notice
  readonly looks: number
  readonly finds: number
  readonly unconfirmed: number
}

type ExaminationWeekTable = {
  readonly problemType: string
  readonly level: string
  readonly week: string
  readonly selection: Selection
  readonly examined: number
  readonly found: number
}

export type PrevalenceTables = {
  substantiveExposure: SubstantiveExposureView
  examination: ExaminationTable
  examinationWeek: ExaminationWeekTable
}
