import type { DraftForm } from './contract.ts'

type DraftTable = {
  readonly form: DraftForm
  readonly subject: string
  readonly memberId: string
  title: string
  content: string
  savedAt: string
}

export type DraftTables = { draft: DraftTable }
