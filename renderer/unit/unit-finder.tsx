import { SearchOutlined } from '@ant-design/icons'
import { Input } from 'antd'
import { useTranslation } from 'react-i18next'

import type { useUnitSearch } from '#renderer/ui/unit-search.ts'

type Search = ReturnType<typeof useUnitSearch>

/** The search field of the tree. */
export function UnitFinder({ search }: { readonly search: Search }) {
  const { t } = useTranslation('unit')
  return (
    <span className="unit-finder" {...search.handlers}>
      <Input
        type="search"
        size="small"
        allowClear
        prefix={<SearchOutlined />}
        placeholder={t('find.placeholder')}
        aria-label={t('find.label')}
        onChange={(event) => {
          if (event.target.value === '') search.clear()
          else search.onSearch(event.target.value)
        }}
      />
    </span>
  )
}

/** The units that were found, best first. */
export function UnitResults({
  search,
  selected,
  onSelect,
}: {
  readonly search: Search
  readonly selected: string | undefined
  readonly onSelect: (id: string) => void
}) {
  const { t } = useTranslation('unit')
  const none = search.units.length === 0 && !search.pending
  return (
    <>
      <p className="note" role="status">
        {none ? t('find.none', { text: search.text }) : t('find.found', { n: search.units.length })}
      </p>
      <ul className="unit-results">
        {search.units.map(({ id, name, path, closed }) => (
          <li key={id}>
            <button
              type="button"
              className="unit-result"
              aria-current={id === selected}
              onClick={() => onSelect(id)}
            >
              <span>
                {name}
                {closed && <span className="unit-closed">{t('closedMark')}</span>}
              </span>
              <span className="note">{path}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
