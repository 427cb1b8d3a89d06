import { Button, Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'

import type { Resolution, Unknown } from '#db/intake/contract.ts'
import { formatCount } from '#renderer/lib/format.ts'

import { NameRow } from './name-row.tsx'

type Chosen = Readonly<Record<string, Resolution>>

type Props = {
  readonly of: 'units' | 'types'
  /** The names of most rows, and how many there are in all. */
  readonly names: readonly Unknown[]
  readonly total: number
  readonly chosen: Chosen
  readonly onlyOpen: boolean
  readonly onOnlyOpen: (only: boolean) => void
  readonly onChange: (chosen: Chosen) => void
}

/** The names of one sort that stand for nothing known, with what was chosen for each. */
export function NameList(props: Props) {
  const { of, names, total, chosen, onChange } = props
  const { t } = useTranslation('intake')
  if (names.length === 0) return null
  const open = names.filter((unknown) => choiceFor(unknown, chosen) === undefined)
  const shown = props.onlyOpen ? open : names
  return (
    <section className="card intake-name-list" aria-labelledby={`intake-${of}`}>
      <ListHead {...props} open={open} />
      {shown.length === 0 ? (
        <p className="note">{t('names.noneOpen')}</p>
      ) : (
        <ul className="intake-name-rows">
          {shown.map((unknown) => (
            <NameRow
              key={unknown.name}
              of={of}
              unknown={unknown}
              chosen={choiceFor(unknown, chosen)}
              onChange={(resolution) => onChange({ ...chosen, [unknown.name]: resolution })}
            />
          ))}
        </ul>
      )}
      {total > names.length && (
        <p className="note">
          {t('names.more', { shown: formatCount(names.length), total: formatCount(total) })}
        </p>
      )}
    </section>
  )
}

/** What was chosen for a name now, otherwise at an earlier import. */
function choiceFor({ name, remembered }: Unknown, chosen: Chosen): Resolution | undefined {
  if (Object.hasOwn(chosen, name)) return chosen[name]
  return remembered === null ? undefined : { action: 'use', id: remembered }
}

function ListHead({
  of,
  names,
  total,
  chosen,
  onlyOpen,
  onOnlyOpen,
  onChange,
  open,
}: Props & { readonly open: readonly Unknown[] }) {
  const { t } = useTranslation('intake')
  const remembered = names.filter((unknown) => unknown.remembered !== null).length
  const all = total + remembered
  function decideRest(action: 'create' | 'skip') {
    onChange({ ...chosen, ...Object.fromEntries(open.map(({ name }) => [name, { action }])) })
  }
  return (
    <header className="intake-card-head">
      <h2 id={`intake-${of}`} className="card-title">
        {t(`names.title.${of}`, { count: names.length, names: formatCount(all) })}
      </h2>
      <span className="note" role="status">
        {open.length === 0
          ? t('names.allDecided')
          : t('names.decided', { done: names.length - open.length, open: open.length })}
      </span>
      <span className="intake-card-tools">
        <Checkbox checked={onlyOpen} onChange={({ target }) => onOnlyOpen(target.checked)}>
          {t('names.onlyOpen')}
        </Checkbox>
        {open.length > 0 && (
          <>
            <Button size="small" onClick={() => decideRest('create')}>
              {t(`names.createRest.${of}`)}
            </Button>
            <Button size="small" onClick={() => decideRest('skip')}>
              {t('names.skipRest')}
            </Button>
          </>
        )}
      </span>
    </header>
  )
}
