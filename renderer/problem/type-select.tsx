import { Select } from 'antd'

import { typeMatches, useProblemTypes } from './problem-types.ts'

type Common = {
  readonly id?: string
  readonly placeholder?: string
  readonly autoFocus?: boolean
  readonly status?: 'error' | ''
  readonly 'aria-label'?: string
}
type One = Common & {
  readonly multiple?: false
  readonly value: string | null
  readonly onChange: (id: string) => void
}
type Many = Common & {
  readonly multiple: true
  readonly value: readonly string[]
  readonly onChange: (ids: string[]) => void
}

/** Picks types of problems, found by code, Chinese or English. */
export function TypeSelect(props: One | Many) {
  const { types, nameOf, codeOf } = useProblemTypes()
  const { value: _value, onChange: _onChange, multiple: _multiple, ...common } = props
  const shared = {
    ...common,
    options: types.map(({ id }) => ({ value: id, label: nameOf(id) })),
    optionRender: ({ value }: { readonly value?: unknown }) => <TypeName id={String(value)} />,
    showSearch: {
      filterOption: (text: string, option?: { readonly value?: unknown }) => {
        const type = types.find(({ id }) => id === option?.value)
        return type !== undefined && typeMatches(type, text)
      },
    },
    popupMatchSelectWidth: 380,
  }
  if (props.multiple === true) {
    return (
      <Select<string[]>
        {...shared}
        mode="multiple"
        value={[...props.value]}
        onChange={(ids) => props.onChange(ids)}
      />
    )
  }
  return (
    <Select<string | null>
      {...shared}
      labelRender={({ value, label }) => (
        <>
          <span className="type-code">{codeOf(String(value))}</span> {label}
        </>
      )}
      value={props.value}
      onChange={(id) => id !== null && props.onChange(id)}
    />
  )
}

/** A type as it stands in lists: its code small, then its name. */
export function TypeName({ id }: { readonly id: string }) {
  const { nameOf, codeOf } = useProblemTypes()
  return (
    <span className="type-name" title={nameOf(id)}>
      <span className="type-code">{codeOf(id)}</span> {nameOf(id)}
    </span>
  )
}
