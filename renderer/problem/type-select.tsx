import './type-select.css'

import { Button, Select } from 'antd'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { isComposing } from '#renderer/lib/composition.ts'

import { typeMatches, useProblemTypes } from './problem-types.ts'

type Common = {
  readonly id?: string
  readonly placeholder?: string
  readonly autoFocus?: boolean
  readonly status?: 'error' | ''
  readonly 'aria-label'?: string
  /** Asks for a type that the list lacks; hears what was typed. */
  readonly onNew?: (name: string) => void
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

/** Picks types of problems, found by code, Chinese, initials (`ckx`) or English. */
export function TypeSelect(props: One | Many) {
  const { value: _value, onChange: _change, multiple: _many, onNew: _new, ...common } = props
  const { codeOf } = useProblemTypes()
  const shared = { ...common, ...useTypeSearch(props.onNew) }
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

/** The list of types as it is searched, and the way to a new one below it and on Ctrl+N. */
function useTypeSearch(onNew: ((name: string) => void) | undefined) {
  const { types, nameOf } = useProblemTypes()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')

  function begin() {
    setOpen(false)
    onNew?.(typed.trim())
  }
  function press(event: KeyboardEvent) {
    if (!onNew || isComposing(event)) return
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'n') return
    event.preventDefault()
    event.stopPropagation()
    begin()
  }

  return {
    options: types.map(({ id }) => ({ value: id, label: nameOf(id) })),
    optionRender: ({ value }: { readonly value?: unknown }) => <TypeName id={String(value)} />,
    showSearch: {
      onSearch: setTyped,
      filterOption: (text: string, option?: { readonly value?: unknown }) => {
        const type = types.find(({ id }) => id === option?.value)
        return type !== undefined && typeMatches(type, text)
      },
    },
    popupMatchSelectWidth: 380,
    ...(onNew && {
      open,
      onOpenChange: setOpen,
      onInputKeyDown: press,
      popupRender: (menu: ReactNode) => (
        <>
          {menu}
          <NewTypeLine onBegin={begin} />
        </>
      ),
    }),
  }
}

function NewTypeLine({ onBegin }: { readonly onBegin: () => void }) {
  const { t } = useTranslation('problem')
  return (
    <div className="type-new">
      <span>{t('type.notListed')}</span>
      <Button size="small" onClick={onBegin}>
        {t('type.new')} <kbd className="key-cap">Ctrl N</kbd>
      </Button>
    </div>
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
