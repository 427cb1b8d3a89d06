import { Failure } from '#db/kernel/failure.ts'

const CODES: Readonly<Record<string, string>> = {
  ENOSPC: 'disk.full',
  EDQUOT: 'disk.full',
  EIO: 'disk.failed',
}

const NO_ACCESS = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EBUSY'])

/**
 * What the file system refused, as reason codes: `disk.full`, `disk.failed`, and `noAccess` (the
 * caller's code) where the place cannot be read or written. Other errors are given back as they are.
 */
export function describeDiskError(error: unknown, noAccess: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || error instanceof Failure) return error
  const code = String(error.code)
  const reason = CODES[code] ?? (NO_ACCESS.has(code) ? noAccess : undefined)
  return reason === undefined ? error : new Failure('refused', [{ code: reason }], { cause: error })
}
