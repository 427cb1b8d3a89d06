type ChangesetTable = {
  readonly seq: number
  readonly hash: string
  readonly previous: string
  readonly memberId: string
  readonly deviceId: string
  readonly command: string
  readonly at: string
  readonly first: number
  readonly changes: number
}

type ChangeTable = {
  readonly n: number
  readonly changeset: number
  readonly tableName: string
  readonly rowId: string
  readonly operation: 'insert' | 'update' | 'delete'
  readonly content: string
}

type RowCountTable = {
  readonly tableName: string
  readonly n: number
}

export type JournalTables = {
  changeset: ChangesetTable
  change: ChangeTable
  rowCount: RowCountTable
}
