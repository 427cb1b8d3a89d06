import type { KeyboardEvent, RefObject } from 'react'
import { useTranslation } from 'react-i18next'

import { intents } from '#db/kernel/codes.ts'
import type { OpinionRecord } from '#db/opinion/contract.ts'
import { piecesOf, type TextSpan } from '#db/opinion/rules/redaction.ts'
import { isComposing } from '#renderer/lib/composition.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { useProblemTypes } from '#renderer/problem/problem-types.ts'

import { type Chosen, chosenAfter, chosenBetween, spanOf } from './text-selection.ts'

type Choose = (chosen: Chosen | undefined) => void

/**
 * The words with what is coded underlined and named at its end, and the part that is being chosen:
 * by mouse, or by arrows with Shift. Esc chooses all of them again.
 */
export function CodedWords({
  opinion,
  chosen,
  onChoose,
  place,
}: {
  readonly opinion: OpinionRecord
  readonly chosen: Chosen | undefined
  readonly onChoose: Choose
  readonly place: RefObject<HTMLDivElement | null>
}) {
  const { t } = useTranslation('opinion')
  const labelOf = useCodeLabel()
  const { verbatim } = opinion
  const codes = opinion.codeList.flatMap(({ fromChar, toChar, ...code }) =>
    fromChar === null || toChar === null ? [] : [{ ...code, fromChar, toChar }],
  )
  const picked: readonly TextSpan[] = chosen ? [spanOf(verbatim, chosen)] : []
  const pieces = piecesOf(verbatim, [...codes, ...picked])
  const { press, choose } = useChoosing(verbatim, chosen, onChoose, place)

  return (
    <div
      ref={place}
      className="quotation coding-words"
      role="textbox"
      tabIndex={0}
      aria-readonly="true"
      aria-multiline="true"
      aria-label={t('form.verbatim')}
      aria-describedby="coding-keys"
      onKeyDown={press}
      onMouseUp={choose}
    >
      {pieces.map(({ text, spans, to }) => {
        const over = spans.flatMap((at) => codes[at] ?? [])
        const ending = over.filter(({ toChar }) => toChar === to).map(labelOf)
        const isPicked = spans.includes(codes.length)
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

/** How a code is named where there is little room: the code of its type, or its name. */
function useCodeLabel() {
  const word = useCodeWord()
  const { codeOf, nameOf } = useProblemTypes()
  return ({ problemType, intent }: OpinionRecord['codeList'][number]) =>
    problemType === null ? word(intents, intent) : codeOf(problemType) || nameOf(problemType)
}
