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
  /** Ed25519 over the hash, base 64; null before there were signatures. */
  readonly signature: string | null
}

type ChangeTable = {
  readonly n: number
  readonly changeset: number
  readonly tableName: string
  readonly rowId: string
  readonly operation: 'insert' | 'update' | 'delete'
  readonly content: string
}

/** Public keys (SPKI, base 64), and from when to when each could sign; none is ever taken away. */
type SigningKeyTable = {
  readonly id: string
  readonly memberId: string
  readonly publicKey: string
  readonly fromAt: string
  toAt: string | null
}

type RowCountTable = {
  readonly tableName: string
  readonly n: number
}

export type JournalTables = {
  changeset: ChangesetTable
  change: ChangeTable
  signingKey: SigningKeyTable
  rowCount: RowCountTable
}
