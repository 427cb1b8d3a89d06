import { Select } from 'antd'
import { useTranslation } from 'react-i18next'

import { unitContract } from '#db/unit/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'

import { useUnitSearch } from './unit-search.ts'

type Common = {
  readonly id?: string
  readonly allowClear?: boolean
  readonly disabled?: boolean
  readonly placeholder?: string
  readonly className?: string
  readonly status?: 'error'
  readonly includeClosed?: boolean
  readonly 'aria-label'?: string
}
type One = Common & {
  readonly multiple?: false
  readonly value?: string | null
  readonly onChange?: (id: string | null) => void
}
type Many = Common & {
  readonly multiple: true
  readonly value?: readonly string[]
  readonly onChange?: (ids: string[]) => void
}

type Option = { readonly value: string; readonly label: string; readonly path: string }

/** Picks units of the tree by Chinese, pinyin or initials (`cqws` finds the county in its city). */
export function UnitPicker(props: One | Many) {
  const { t } = useTranslation('common')
  const search = useUnitSearch({ includeClosed: props.includeClosed ?? false })
  const { value: _value, onChange: _onChange, multiple, includeClosed: _closed, ...common } = props
  const shared = {
    placeholder: t('unitPicker.placeholder'),
    ...common,
    showSearch: { filterOption: false, onSearch: search.onSearch },
    notFoundContent: search.pending ? t('unitPicker.searching') : t('unitPicker.none'),
    options: search.units.map(({ id, name, path }): Option => ({ value: id, label: name, path })),
    optionRender: (option: { readonly data: Option }) => (
      <span className="unit-choice">
        <span>{option.data.label}</span>
        <span className="note">{option.data.path}</span>
      </span>
    ),
    labelRender: ({ value }: { readonly value: unknown }) => <UnitName id={String(value)} />,
    popupMatchSelectWidth: 340,
  }
  return (
    <span className="unit-picker" {...search.handlers}>
      {multiple === true ? (
        <Select<string[], Option>
          {...shared}
          mode="multiple"
          maxTagCount="responsive"
          value={[...(props.value ?? [])]}
          onChange={(ids) => props.onChange?.(ids)}
        />
      ) : (
        <Select<string | null, Option>
          {...shared}
          value={props.value ?? null}
          onChange={(id) => props.onChange?.(id ?? null)}
        />
      )}
    </span>
  )
}

/** The name of a unit that is known by its id. */
export function UnitName({ id }: { readonly id: string }) {
  const unit = useCaseQuery(unitContract.one, { id }, { keepPrevious: false })
  return <>{unit.data?.name ?? '…'}</>
}
