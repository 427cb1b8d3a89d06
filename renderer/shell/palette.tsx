import { SearchOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { AutoComplete, Input, type RefSelectProps } from 'antd'
import { type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useUnitSearch } from '#renderer/ui/unit-search.ts'

import { useLanguageSwitch } from './language-switch.tsx'
import { railEntries } from './navigation.tsx'
import { useLock } from './session.ts'

type Props = {
  readonly field: RefObject<RefSelectProps | null>
  readonly onKeys: () => void
}

/** The search of the header, on Ctrl+K: pages, commands, and units of the tree. */
export function Palette({ field, onKeys }: Props) {
  const { t } = useTranslation('shell')
  const [value, setValue] = useState('')
  const search = useUnitSearch({ includeClosed: true, limit: 12, emptyFinds: false })
  const steps = useSteps(onKeys)
  const navigate = useNavigate()
  const wanted = value.trim().toLowerCase()
  const matching = steps.filter(({ label }) => label.toLowerCase().includes(wanted))

  function clear() {
    setValue('')
    search.clear()
  }

  function choose(chosen: string) {
    clear()
    field.current?.blur()
    const step = steps.find((each) => each.value === chosen)
    if (step) step.go()
    else void navigate({ to: '/units', search: { open: chosen } })
  }

  const groups = [
    { label: t('palette.go'), options: matching },
    { label: t('palette.units'), options: search.units.map(unitOption) },
  ].filter(({ options }) => options.length > 0)

  return (
    <span className="palette" {...search.handlers}>
      <AutoComplete
        ref={field}
        value={value}
        options={groups}
        onChange={setValue}
        onSelect={choose}
        onBlur={clear}
        showSearch={{ filterOption: false, onSearch: search.onSearch }}
        defaultActiveFirstOption
        popupMatchSelectWidth={420}
        notFoundContent={wanted === '' ? null : t('palette.none')}
      >
        <Input
          prefix={<SearchOutlined />}
          suffix={<kbd className="key-cap">Ctrl K</kbd>}
          placeholder={t('palette.placeholder')}
          aria-label={t('palette.placeholder')}
          aria-keyshortcuts="Control+K"
        />
      </AutoComplete>
    </span>
  )
}

function unitOption({ id, name, path }: { id: string; name: string; path: string }) {
  return {
    value: id,
    label: (
      <span className="unit-choice">
        <span>{name}</span>
        <span className="note">{path}</span>
      </span>
    ),
  }
}

function useSteps(onKeys: () => void) {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const lock = useLock()
  const switchLanguage = useLanguageSwitch()
  return [
    ...railEntries.map(({ to, word }) => ({
      value: `page:${to}`,
      label: t(`rail.${word}`),
      go: () => void navigate({ to }),
    })),
    {
      value: 'page:/case/keys',
      label: t('tabs.keys'),
      go: () => void navigate({ to: '/case/keys' }),
    },
    {
      value: 'page:/case/verify',
      label: t('tabs.verify'),
      go: () => void navigate({ to: '/case/verify' }),
    },
    {
      value: 'page:/case/history',
      label: t('tabs.history'),
      go: () => void navigate({ to: '/case/history' }),
    },
    { value: 'step:lock', label: t('header.lock'), go: lock },
    { value: 'step:language', label: t('language.both'), go: switchLanguage },
    { value: 'step:keys', label: t('keys.title'), go: onKeys },
  ]
}
