import { useState } from 'react'

import { unitContract } from '#db/unit/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { useComposedText } from '#renderer/lib/composition.ts'
import { useSettled } from '#renderer/lib/use-settled.ts'

/** Milliseconds without a key before the case file is asked. */
const PAUSE = 120

/** Finds units by Chinese, pinyin or initials while a person types, input methods included. */
export function useUnitSearch({ includeClosed = false, limit = 20, emptyFinds = true } = {}) {
  const [text, setText] = useState('')
  const composed = useComposedText(setText)
  const settled = useSettled(text, PAUSE)
  const found = useCaseQuery(
    unitContract.search,
    { text: settled.slice(0, 100), limit, includeClosed },
    { enabled: emptyFinds || settled.trim() !== '' },
  )
  const asked = emptyFinds || settled.trim() !== ''
  return {
    text,
    settled,
    clear: () => setText(''),
    handlers: composed.handlers,
    onSearch: composed.onSearch,
    units: asked ? (found.data ?? []) : [],
    pending: settled !== text || found.isFetching,
    error: found.error,
  }
}
