import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'

import { type Draft, draftContract, type DraftForm } from '#db/draft/contract.ts'
import { keepBeforeLock } from '#renderer/lib/before-lock.ts'
import { askCase, useCaseQuery } from '#renderer/lib/case-client.ts'
import { goesOn } from '#renderer/lib/place.ts'

/** Milliseconds without a change before the form is saved as a draft. */
const PAUSE = 800

export type DraftOffer<Content> = {
  readonly savedAt: string
  /** Null when the draft was written by another version and cannot be read. */
  readonly content: Content | null
}

export type DraftState<Content> = {
  readonly savedAt: string | null
  readonly error: unknown
  /** A draft of an earlier sitting that waits for a decision. */
  readonly offer: DraftOffer<Content> | undefined
  readonly restore: () => void
  readonly discard: () => void
  /** Saves what is not saved yet at once (Ctrl+S). */
  readonly saveNow: () => void
  /** The record was saved: the draft has done its work. */
  readonly finish: () => Promise<void>
}

type Given<Content> = {
  readonly form: DraftForm
  readonly subject: string
  readonly title: string
  readonly content: Content
  readonly initial: Content
  readonly parse: (content: string) => Content | null
  readonly onRestore: (content: Content) => void
}

/**
 * Keeps a form as an encrypted draft at every pause, before a lock, and when the person leaves. A
 * draft of an earlier sitting waits for its decision, and nothing is written over it meanwhile; one
 * that a lock interrupted goes on without being asked about.
 */
export function useDraft<Content>(given: Given<Content>): DraftState<Content> {
  const { form, subject, title } = given
  const [begun] = useState(() => JSON.stringify(given.initial))
  const earlier = useEarlierDraft(form, subject, begun)
  const { found } = earlier
  const keeper = useKeeper({ form, subject, title }, JSON.stringify(given.content), begun, found)

  function restore() {
    const content = found ? given.parse(found.content) : null
    if (!found || content === null) return
    keeper.resume(found)
    earlier.decide()
    given.onRestore(content)
  }
  const goOn = useEffectEvent(() => goesOn(nameOf(given)) && restore())
  // Before anything is drawn: what was locked is not offered, it is there.
  useLayoutEffect(() => {
    if (found) goOn()
  }, [found])

  return {
    savedAt: keeper.savedAt,
    error: keeper.error ?? earlier.error,
    offer: found ? { savedAt: found.savedAt, content: given.parse(found.content) } : undefined,
    restore,
    discard() {
      earlier.decide()
      void keeper.drop()
    },
    saveNow: () => void keeper.keep(),
    finish: () => keeper.finish(),
  }
}

/** The draft that was there when the form was opened; null when there is none, or it is decided. */
function useEarlierDraft(form: DraftForm, subject: string, begun: string) {
  const known = useCaseQuery(draftContract.list, {})
  const [found, setFound] = useState<Draft | null>()
  if (found === undefined && known.data) {
    const own = known.data.find((draft) => draft.form === form && draft.subject === subject)
    setFound(own && own.content !== begun ? own : null)
  }
  return { found, error: known.error, decide: () => setFound(null) }
}

type Key = Pick<Draft, 'form' | 'subject' | 'title'>

/** What a form is called over a lock. */
function nameOf({ form, subject }: Omit<Key, 'title'>): string {
  return `${form} ${subject}`
}

function useKeeper(key: Key, text: string, begun: string, found: Draft | null | undefined) {
  const { form, subject } = key
  const [savedAt, setSavedAt] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const kept = useRef(begun)
  const finished = useRef(false)

  async function keep(content: string) {
    if (found !== null || finished.current || content === kept.current) return
    const before = kept.current
    kept.current = content
    try {
      const saved = await askCase(draftContract.save, { ...key, content })
      setSavedAt(saved.savedAt)
      setError(null)
    } catch (failure) {
      kept.current = before
      setError(failure)
    }
  }
  useKeepingMoments(text, found === null, keep)
  const keepForLock = useEffectEvent(() => ({
    form: found === null && !finished.current ? nameOf(key) : null,
    kept: keep(text),
  }))
  useEffect(() => keepBeforeLock(() => keepForLock()), [])
  const drop = () =>
    askCase(draftContract.discard, { form, subject }).then(() => undefined, setError)

  return {
    savedAt,
    error,
    keep: () => keep(text),
    drop,
    resume(draft: Draft) {
      kept.current = draft.content
      setSavedAt(draft.savedAt)
    },
    finish() {
      finished.current = true
      return drop()
    },
  }
}

/** Keeps at every pause of typing, when the window closes, and when the page is left. */
function useKeepingMoments(
  text: string,
  decided: boolean,
  keep: (content: string) => Promise<void>,
): void {
  const keepThis = useEffectEvent((content: string) => void keep(content))
  const keepLast = useEffectEvent(() => void keep(text))
  useEffect(() => {
    if (!decided) return
    const timer = setTimeout(() => keepThis(text), PAUSE)
    return () => clearTimeout(timer)
  }, [text, decided])
  useEffect(() => {
    const leave = () => keepLast()
    window.addEventListener('beforeunload', leave)
    return () => {
      window.removeEventListener('beforeunload', leave)
      leave()
    }
  }, [])
}
