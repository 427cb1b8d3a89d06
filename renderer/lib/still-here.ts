import { useRouter } from '@tanstack/react-router'
import { useCallback, useState } from 'react'

/**
 * Tells whether the window still is where this page began. A page that leads on by itself asks
 * first: whoever has gone to another page, which is just being read, is not called back.
 */
export function useStillHere(): () => boolean {
  const router = useRouter()
  const [page] = useState(() => router.latestLocation.pathname)
  return useCallback(() => router.latestLocation.pathname === page, [router, page])
}
