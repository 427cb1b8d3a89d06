import { type RefObject, useLayoutEffect, useState } from 'react'

/** The width in pixels of an element's content, measured again whenever it changes; 0 before. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const measured = element.current
    if (!measured) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width))
    })
    observer.observe(measured)
    return () => observer.disconnect()
  }, [element])
  return width
}
