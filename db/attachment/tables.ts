export type AttachmentTables = {
  attachment: {
    readonly id: string
    readonly subject: string
    readonly subjectId: string
    readonly name: string
    readonly mediaType: string
    readonly bytes: number
    /** Of the content, hexadecimal. */
    readonly sha256: string
    readonly addedBy: string
    readonly addedAt: string
    removedWhy: string | null
    removedBy: string | null
    removedAt: string | null
  }
  attachmentUpload: {
    readonly id: string
    readonly subject: string
    readonly subjectId: string
    readonly name: string
    readonly mediaType: string
    readonly bytes: number
    readonly memberId: string
    readonly startedAt: string
  }
  attachmentChunk: {
    readonly attachmentId: string
    readonly n: number
    readonly bytes: Buffer<ArrayBuffer>
  }
  attachmentExport: {
    readonly id: string
    readonly attachmentId: string
    readonly memberId: string
    readonly at: string
  }
}
