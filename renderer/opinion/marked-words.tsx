import type { KeyboardEvent, RefObject } from 'react'
import { useTranslation } from 'react-i18next'

import { piecesOf, type TextSpan } from '#db/opinion/rules/redaction.ts'
import { isComposing } from '#renderer/lib/composition.ts'

import { type Chosen, chosenAfter, chosenBetween, spanOf } from './text-selection.ts'

type Choose = (chosen: Chosen | undefined) => void

/** A part of the words that something is said of, in few letters. */
export type Mark = TextSpan & { readonly label: string }

/**
 * Words with their marked parts underlined and named at their ends, and the part that is being
 * chosen: by mouse, or by arrows with Shift. Esc chooses none.
 */
export function MarkedWords({
  text: words,
  marks,
  chosen,
  onChoose,
  place,
  describedBy,
}: {
  readonly text: string
  readonly marks: readonly Mark[]
  readonly chosen: Chosen | undefined
  readonly onChoose: Choose
  readonly place: RefObject<HTMLDivElement | null>
  readonly describedBy: string
}) {
  const { t } = useTranslation('opinion')
  const picked: readonly TextSpan[] = chosen ? [spanOf(words, chosen)] : []
  const { press, choose } = useChoosing(words, chosen, onChoose, place)
  return (
    <div
      ref={place}
      className="quotation coding-words"
      role="textbox"
      tabIndex={0}
      aria-readonly="true"
      aria-multiline="true"
      aria-label={t('form.verbatim')}
      aria-describedby={describedBy}
      onKeyDown={press}
      onMouseUp={choose}
    >
      {piecesOf(words, [...marks, ...picked]).map(({ text, spans, to }) => {
        const over = spans.flatMap((at) => marks[at] ?? [])
        const ending = over.filter(({ toChar }) => toChar === to).map(({ label }) => label)
        const isPicked = spans.includes(marks.length)
        return (
          <span
            key={to}
            className={`coding-piece${isPicked ? ' coding-picked' : ''}`}
            data-codes={over.length > 0 ? over.length : undefined}
            data-label={ending.length > 0 ? ending.join(' ') : undefined}
          >
            {text}
          </span>
        )
      })}
    </div>
  )
}

function useChoosing(
  verbatim: string,
  chosen: Chosen | undefined,
  onChoose: Choose,
  place: RefObject<HTMLDivElement | null>,
) {
  function press(event: KeyboardEvent) {
    if (isComposing(event) || event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === 'Escape') onChoose(undefined)
    const next = chosenAfter(verbatim, chosen, event)
    if (!next) return
    event.preventDefault()
    onChoose(next)
  }

  function choose() {
    const selection = getSelection()
    const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined
    if (!range || !place.current?.contains(range.commonAncestorContainer)) return
    const before = range.cloneRange()
    before.selectNodeContents(place.current)
    before.setEnd(range.startContainer, range.startOffset)
    const from = before.toString().length
    const next = chosenBetween(verbatim, from, from + range.toString().length)
    if (!next) return
    // From here on the page draws it, so that it stays when the focus goes.
    selection?.removeAllRanges()
    onChoose(next)
  }

  return { press, choose }
}
