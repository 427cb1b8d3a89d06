import { z } from 'zod'

/**
 * Where the page stood: what was scrolled how far, and the field with its caret. Elements are named
 * by selectors that hold nothing but ids of the program and positions.
 */
export const Spot = z.strictObject({
  scrolls: z.array(z.strictObject({ at: z.string(), top: z.number(), left: z.number() })),
  focus: z
    .strictObject({ at: z.string(), start: z.number().nullable(), end: z.number().nullable() })
    .nullable(),
})
export type Spot = z.infer<typeof Spot>

/** Ids that libraries count up: another drawing of the page gives them to other elements. */
const COUNTED = /^(?:[:«_]r|rc[-_])/
/** Layers that the page draws beside its root, in an order that differs from time to time. */
const LAYERS = ['.ant-drawer', '.ant-modal-root']

/** Reads where the page stands. */
export function readSpot(): Spot {
  const scrolled = [...document.body.querySelectorAll('*')].filter(
    ({ scrollTop, scrollLeft }) => scrollTop > 0 || scrollLeft > 0,
  )
  return {
    scrolls: scrolled.map((element) => ({
      at: selectorOf(element),
      top: element.scrollTop,
      left: element.scrollLeft,
    })),
    focus: readFocus(),
  }
}

/** What had the focus last outside of a dialog: the dialog itself is not opened again. */
let behind: Element | null = null

/** Keeps in mind what has the focus, so that a dialog over it does not hide it. */
export function watchFocus(): void {
  window.addEventListener('focusin', ({ target }) => {
    if (target instanceof Element && !target.closest(DIALOG)) behind = target
  })
}

const DIALOG = '.ant-modal-root, .ant-popover'

function readFocus(): Spot['focus'] {
  const { activeElement } = document
  const inDialog = activeElement?.closest(DIALOG)
  const element = inDialog ? behind : activeElement
  if (!element?.isConnected || element === document.body) return null
  const { start, end } = caretOf(element)
  return { at: selectorOf(element), start, end }
}

function caretOf(element: Element) {
  if (!isText(element)) return { start: null, end: null }
  return { start: element.selectionStart, end: element.selectionEnd }
}

function isText(element: Element): element is HTMLInputElement | HTMLTextAreaElement {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
}

/** Names an element by its nearest id or layer and the way down from there. */
export function selectorOf(element: Element): string {
  const way: string[] = []
  for (let at: Element | null = element; at; at = at.parentElement) {
    const anchor = anchorOf(at)
    if (anchor !== undefined) return [anchor, ...way].join(' > ')
    const place = at.parentElement ? [...at.parentElement.children].indexOf(at) + 1 : 1
    way.unshift(`:nth-child(${place})`)
  }
  return way.join(' > ')
}

function anchorOf(element: Element): string | undefined {
  if (element === document.body) return 'body'
  if (element.id !== '' && !COUNTED.test(element.id)) return `#${CSS.escape(element.id)}`
  return LAYERS.find((layer) => element.matches(layer))
}

/** Frames during which nothing may move any more, about half a second. */
const STEADY = 30
/** Frames after which a page that has changed too much is left as it is, about ten seconds. */
const MOST = 600

let returning = false

/** Whether the page is on its way back to where it stood: nothing else moves the focus then. */
export function isReturning(): boolean {
  return returning
}

/**
 * Brings the page back to where it stood, as its parts arrive. It ends when all has stood still
 * for a while, or as soon as the person acts.
 */
export function returnTo(spot: Spot): void {
  let steady = 0
  let frames = 0
  const stop = () => {
    returning = false
    for (const act of ACTS) window.removeEventListener(act, stop, true)
  }
  function step() {
    if (!returning) return
    const there = spot.scrolls.map(bringScroll).every(Boolean)
    // The field may not be drawn before its list is scrolled.
    const focused = spot.focus === null || bringFocus(spot.focus)
    steady = there && focused ? steady + 1 : 0
    frames += 1
    if (steady >= STEADY || frames >= MOST) stop()
    else requestAnimationFrame(step)
  }
  returning = true
  for (const act of ACTS) window.addEventListener(act, stop, true)
  requestAnimationFrame(step)
}

const ACTS = ['keydown', 'pointerdown', 'wheel'] as const

function bringScroll({ at, top, left }: Spot['scrolls'][number]): boolean {
  const element = document.querySelector(at)
  if (!element) return false
  if (isNear(element.scrollTop, top) && isNear(element.scrollLeft, left)) return true
  element.scrollTo({ top, left, behavior: 'instant' })
  return false
}

function bringFocus({ at, start, end }: NonNullable<Spot['focus']>): boolean {
  const element = document.querySelector<HTMLElement>(at)
  if (!element) return false
  if (document.activeElement === element) {
    const caret = caretOf(element)
    if (caret.start === start && caret.end === end) return true
  } else element.focus({ preventScroll: true })
  if (isText(element) && start !== null) element.setSelectionRange(start, end)
  return false
}

function isNear(left: number, right: number): boolean {
  return Math.abs(left - right) <= 1
}
