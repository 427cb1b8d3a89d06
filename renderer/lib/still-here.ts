import { useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'

/**
 * Tells whether the window still is at the path of the page that asks. A page that leads on by
 * itself asks first: whoever has gone to another page, which is just being read, is not called back.
 */
export function useStillHere(own: string): () => boolean {
  const router = useRouter()
  return useCallback(
    // The router hears of an address that was put in only some moments after the window has it.
    () => router.latestLocation.pathname === own && pathOfWindow() === own,
    [router, own],
  )
}

/** The path in the address of the window, behind its hash. */
function pathOfWindow(): string {
  return /^#?([^?]*)/.exec(window.location.hash)?.[1] || '/'
}
