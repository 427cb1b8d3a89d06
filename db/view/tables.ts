export type ViewTables = {
  savedView: {
    readonly id: string
    readonly list: string
    name: string
    look: string
    memberId: string
    savedAt: string
  }
}
