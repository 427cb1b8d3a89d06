/** How the comment at the end of a backup begins; the digits of the sum follow and end the file. */
export const TAIL = 'xundu-backup/1, the SHA-256 of all bytes before these digits: '
export const SUM_DIGITS = 64

/** What a zip begins with, and where the name of its first part stands. */
export const ZIP_HEAD = Buffer.from('PK\u0003\u0004', 'latin1')
export const FIRST_NAME_AT = 30
export const FIRST_NAME = 'manifest.json'
export const MAC_NAME = 'manifest.mac'
