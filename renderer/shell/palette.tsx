import { SearchOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { AutoComplete, Input, type RefSelectProps } from 'antd'
import { type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { type SearchHit, SearchKind } from '#db/search/contract.ts'
import { HitLine } from '#renderer/search/hit-line.tsx'
import { placeOf } from '#renderer/search/places.ts'
import { useRecent } from '#renderer/search/use-recent.ts'
import { useSearch } from '#renderer/search/use-search.ts'
import { useUnitSearch } from '#renderer/ui/unit-search.ts'

import { useLanguageSwitch } from './language-switch.tsx'
import { railEntries } from './navigation.tsx'
import { useLock } from './session.ts'

/** Hits of one kind that the list below the field shows. */
const PER_KIND = 5
const ALL = 'all'

type Props = {
  readonly field: RefObject<RefSelectProps | null>
  readonly onKeys: () => void
}

/** The search of the header, on Ctrl+K: pages, commands, units of the tree, and all records. */
export function Palette({ field, onKeys }: Props) {
  const { t } = useTranslation('shell')
  const [value, setValue] = useState('')
  const [open, setOpen] = useState(false)
  const search = useUnitSearch({ includeClosed: true, limit: 8, emptyFinds: false })
  const steps = useSteps(onKeys)
  const navigate = useNavigate()

  function clear() {
    setValue('')
    search.clear()
  }

  function choose(chosen: string) {
    clear()
    field.current?.blur()
    const step = steps.find((each) => each.value === chosen)
    const hit = /^(\w+):(.+)$/.exec(chosen)
    if (step) step.go()
    else if (chosen === ALL) void navigate({ to: '/search', search: { text: value.trim() } })
    else if (hit) void navigate(placeOf(SearchKind.parse(hit[1]), hit[2] ?? ''))
    else void navigate({ to: '/units', search: { open: chosen } })
  }

  const groups = useGroups(value.trim(), search, steps)

  return (
    <span className="palette" {...search.handlers}>
      <AutoComplete
        ref={field}
        value={value}
        options={groups}
        open={open}
        onOpenChange={setOpen}
        onFocus={() => setOpen(true)}
        onChange={setValue}
        onSelect={choose}
        onBlur={clear}
        showSearch={{ filterOption: false, onSearch: search.onSearch }}
        defaultActiveFirstOption
        popupMatchSelectWidth={560}
        virtual={false}
        listHeight={420}
        notFoundContent={value.trim() === '' ? null : t('palette.none')}
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

type Step = { readonly value: string; readonly label: string; readonly go: () => void }

/** What the list below the field offers: what was seen lately, pages and commands, and records. */
function useGroups(text: string, search: ReturnType<typeof useUnitSearch>, steps: readonly Step[]) {
  const { t } = useTranslation('shell')
  const found = useSearch(search.settled, PER_KIND)
  const recent = useRecent()
  const matching = steps.filter(({ label }) => label.toLowerCase().includes(text.toLowerCase()))
  const records = found.groups.filter(({ kind }) => kind !== 'unit')
  return [
    { label: t('palette.recent'), options: text === '' ? recent.map(hitOption) : [] },
    { label: t('palette.go'), options: matching },
    { label: t('palette.units'), options: search.units.map(unitOption) },
    {
      label: t('search:title'),
      options: text === '' ? [] : [{ value: ALL, label: t('palette.all', { text }) }],
    },
    ...records.map(({ kind, hits }) => ({
      label: t(`search:kind.${kind}`),
      options: hits.map(hitOption),
    })),
  ].filter(({ options }) => options.length > 0)
}

function hitOption(hit: SearchHit) {
  return { value: `${hit.kind}:${hit.id}`, label: <HitLine hit={hit} /> }
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
    {
      value: 'page:/search',
      label: t('search:title'),
      go: () => void navigate({ to: '/search', search: {} }),
    },
    { value: 'step:lock', label: t('header.lock'), go: lock },
    { value: 'step:language', label: t('language.both'), go: switchLanguage },
    { value: 'step:keys', label: t('keys.title'), go: onKeys },
  ]
}
