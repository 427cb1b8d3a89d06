import { randomUUID } from 'node:crypto'

import { Failure } from '#db/kernel/failure.ts'

/** Paths that the person chose, known to the page by opaque handles only. */
export type Places = {
  handleOf(path: string): string
  /** The path behind a handle. Fails with `place.unknown`: handles end with the run of the app. */
  pathOf(handle: string): string
}

/** Makes the one table of places. The same path keeps the same handle. */
export function makePlaces(): Places {
  const paths = new Map<string, string>()
  const handles = new Map<string, string>()
  return {
    handleOf(path) {
      const known = handles.get(path)
      if (known !== undefined) return known
      const handle = randomUUID()
      handles.set(path, handle)
      paths.set(handle, path)
      return handle
    },
    pathOf(handle) {
      const path = paths.get(handle)
      if (path === undefined) throw new Failure('not-found', [{ code: 'place.unknown' }])
      return path
    },
  }
}
