import { useEffect, useEffectEvent, useRef, useState } from 'react'

import { type Draft, draftContract, type DraftForm } from '#db/draft/contract.ts'
import { askCase, useCaseQuery } from '#renderer/lib/case-client.ts'

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
 * Keeps a form as an encrypted draft at every pause, and when the person leaves. While a draft of an
 * earlier sitting waits for its decision, nothing is written over it.
 */
export function useDraft<Content>(given: Given<Content>): DraftState<Content> {
  const { form, subject } = given
  const known = useCaseQuery(draftContract.list, {})
  const [found, setFound] = useState<Draft | null>()
  const [savedAt, setSavedAt] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const text = JSON.stringify(given.content)
  const kept = useRef(JSON.stringify(given.initial))
  const finished = useRef(false)

  // Only what was there when the form was opened is an earlier draft.
  if (found === undefined && known.data) {
    const own = known.data.find((draft) => draft.form === form && draft.subject === subject)
    setFound(own && own.content !== kept.current ? own : null)
  }

  const keep = useEffectEvent(async () => {
    if (found !== null || finished.current || text === kept.current) return
    const before = kept.current
    kept.current = text
    try {
      const saved = await askCase(draftContract.save, {
        form,
        subject,
        title: given.title,
        content: text,
      })
      setSavedAt(saved.savedAt)
      setError(null)
    } catch (failure) {
      kept.current = before
      setError(failure)
    }
  })
  useEffect(() => {
    const timer = setTimeout(() => void keep(), PAUSE)
    return () => clearTimeout(timer)
  }, [text, found])
  useEffect(() => {
    const leave = () => void keep()
    window.addEventListener('beforeunload', leave)
    return () => {
      window.removeEventListener('beforeunload', leave)
      leave()
    }
  }, [])

  return {
    savedAt,
    error,
    offer: found ? { savedAt: found.savedAt, content: given.parse(found.content) } : undefined,
    restore() {
      const content = found ? given.parse(found.content) : null
      if (!found || content === null) return
      kept.current = found.content
      setSavedAt(found.savedAt)
      setFound(null)
      given.onRestore(content)
    },
    discard() {
      setFound(null)
      void askCase(draftContract.discard, { form, subject }).catch(setError)
    },
    saveNow: () => void keep(),
    async finish() {
      finished.current = true
      await askCase(draftContract.discard, { form, subject }).catch(setError)
    },
  }
}
