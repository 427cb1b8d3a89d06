export type JustificationTables = {
  justification: {
    readonly id: string
    readonly subject: string
    readonly subjectId: string
    readonly code: string
    readonly kind: 'reason' | 'seen'
    readonly reason: string
    readonly memberId: string
    readonly at: string
  }
}
