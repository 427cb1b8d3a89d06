/** How the app shows an attachment: nothing but these, and never with a program of the machine. */
export type AttachmentView = 'picture' | 'pdf' | 'words' | 'text' | 'sound' | 'film' | 'none'

/** What the first bytes of a file say that it is. */
export type Content =
  | 'jpeg'
  | 'png'
  | 'gif'
  | 'webp'
  | 'heic'
  | 'pdf'
  | 'zip'
  | 'mp3'
  | 'mp4'
  | 'wav'
  | 'ogg'
  | 'webm'
  | 'text'
  | 'page'
  | 'program'
  | 'archive'
  | 'oldOffice'
  | 'unknown'

export type AttachmentKind = {
  readonly mediaType: string
  readonly view: AttachmentView
  /** What the first bytes have to say when the name ends so. */
  readonly content: Content
}

/**
 * The kinds that a case takes in, by the end of the name. A workbook is kept as evidence and has no
 * view: its rows come in by import.
 */
export const attachmentKinds: ReadonlyMap<string, AttachmentKind> = new Map([
  ['jpg', { mediaType: 'image/jpeg', view: 'picture', content: 'jpeg' }],
  ['jpeg', { mediaType: 'image/jpeg', view: 'picture', content: 'jpeg' }],
  ['png', { mediaType: 'image/png', view: 'picture', content: 'png' }],
  ['gif', { mediaType: 'image/gif', view: 'picture', content: 'gif' }],
  ['webp', { mediaType: 'image/webp', view: 'picture', content: 'webp' }],
  ['pdf', { mediaType: 'application/pdf', view: 'pdf', content: 'pdf' }],
  ['docx', { mediaType: openXml('wordprocessingml.document'), view: 'words', content: 'zip' }],
  ['xlsx', { mediaType: openXml('spreadsheetml.sheet'), view: 'none', content: 'zip' }],
  ['txt', { mediaType: 'text/plain', view: 'text', content: 'text' }],
  ['mp3', { mediaType: 'audio/mpeg', view: 'sound', content: 'mp3' }],
  // Recorders write sound into the container of films, often without a brand of its own.
  ['m4a', { mediaType: 'audio/mp4', view: 'sound', content: 'mp4' }],
  ['wav', { mediaType: 'audio/wav', view: 'sound', content: 'wav' }],
  ['ogg', { mediaType: 'audio/ogg', view: 'sound', content: 'ogg' }],
  ['mp4', { mediaType: 'video/mp4', view: 'film', content: 'mp4' }],
  ['webm', { mediaType: 'video/webm', view: 'film', content: 'webm' }],
])

/** Ends of names of documents that carry programs of their own. */
export const macroEndings: ReadonlySet<string> = new Set([
  'docm',
  'dotm',
  'xlsm',
  'xltm',
  'xlsb',
  'xlam',
  'pptm',
  'potm',
  'ppsm',
])

function openXml(document: string): string {
  return `application/vnd.openxmlformats-officedocument.${document}`
}

/** How an attachment of a media type is shown. */
export function viewOf(mediaType: string): AttachmentView {
  return [...attachmentKinds.values()].find((kind) => kind.mediaType === mediaType)?.view ?? 'none'
}
