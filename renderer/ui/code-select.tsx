import { Select } from 'antd'

import type { Code } from '#db/kernel/codes.ts'
import { useCodeWord } from '#renderer/lib/words.ts'

type Common = {
  readonly id?: string
  readonly list: readonly Code[]
  readonly placeholder?: string
  readonly allowClear?: boolean
  readonly disabled?: boolean
  readonly className?: string
  readonly size?: 'small' | 'middle'
  readonly 'aria-label'?: string
}
type One = Common & {
  readonly multiple?: false
  readonly value?: string | null
  readonly onChange?: (code: string | null) => void
}
type Many = Common & {
  readonly multiple: true
  readonly value?: readonly string[]
  readonly onChange?: (codes: string[]) => void
}

/** A choice from a closed list, in the words of the language on screen. Also found by its code. */
export function CodeSelect(props: One | Many) {
  const word = useCodeWord()
  const { list, value: _value, onChange: _onChange, multiple: _multiple, ...common } = props
  const shared = {
    ...common,
    options: list.map(({ code }) => ({ value: code, label: word(list, code) })),
    showSearch: list.length > 7 ? { filterOption } : false,
    popupMatchSelectWidth: false,
  }
  if (props.multiple === true) {
    return (
      <Select<string[]>
        {...shared}
        mode="multiple"
        maxTagCount="responsive"
        value={[...(props.value ?? [])]}
        onChange={(codes) => props.onChange?.(codes)}
      />
    )
  }
  return (
    <Select<string | null>
      {...shared}
      value={props.value ?? null}
      onChange={(code) => props.onChange?.(code ?? null)}
    />
  )
}

function filterOption(
  text: string,
  option?: { readonly value?: string | number | null; readonly label?: unknown },
): boolean {
  const sought = text.normalize('NFKC').toLowerCase()
  return `${String(option?.value)} ${String(option?.label)}`.toLowerCase().includes(sought)
}
