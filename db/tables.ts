import type { AccessTables } from './access/tables.ts'
import type { AttachmentTables } from './attachment/tables.ts'
import type { CasefileTables } from './casefile/tables.ts'
import type { DefectTables } from './defect/tables.ts'
import type { DraftTables } from './draft/tables.ts'
import type { InformantTables } from './informant/tables.ts'
import type { IntakeTables } from './intake/tables.ts'
import type { JournalTables } from './journal/tables.ts'
import type { JustificationTables } from './justification/tables.ts'
import type { OpinionTables } from './opinion/tables.ts'
import type { LocalGroupTables } from './localgroup/tables.ts'
import type { PrevalenceTables } from './prevalence/tables.ts'
import type { ProblemTables } from './problem/tables.ts'
import type { HolidayTables } from './holiday/tables.ts'
import type { RectificationTables } from './rectification/tables.ts'
import type { SearchTables } from './search/tables.ts'
import type { OnsiteTables } from './onsite/tables.ts'
import type { RoundTables } from './round/tables.ts'
import type { OwnListTables } from './ownlist/tables.ts'
import type { ResponsibilityTables } from './responsibility/tables.ts'
import type { UnitTables } from './unit/tables.ts'
import type { ViewTables } from './view/tables.ts'
import type { VisitTables } from './visit/tables.ts'

/** Every table and view of a case file. */
export type Tables = CasefileTables &
  UnitTables &
  VisitTables &
  RoundTables &
  OnsiteTables &
  ProblemTables &
  OwnListTables &
  ResponsibilityTables &
  PrevalenceTables &
  IntakeTables &
  DraftTables &
  InformantTables &
  AccessTables &
  JustificationTables &
  HolidayTables &
  RectificationTables &
  AttachmentTables &
  SearchTables &
  ViewTables &
  OpinionTables &
  LocalGroupTables &
  DefectTables &
  JournalTables
