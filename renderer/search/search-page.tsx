import './search.css'

import { SearchOutlined } from '@ant-design/icons'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { COUNTED, type SearchHit, type SearchKind } from '#db/search/contract.ts'
import { useComposedText } from '#renderer/lib/composition.ts'
import { formatCount } from '#renderer/lib/format.ts'
import { useSettled } from '#renderer/lib/use-settled.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { HitLine } from './hit-line.tsx'
import { placeOf } from './places.ts'
import { useSearch } from './use-search.ts'

const route = getRouteApi('/case/search')

/** Milliseconds without a key before the case file is asked. */
const PAUSE = 120
const FIRST = 8
const MORE = 50

/** Everything that holds the words, grouped by kind, the newest first. */
export function SearchPage() {
  const { t } = useTranslation('search')
  const { text = '', kind } = route.useSearch()
  const navigate = useNavigate()
  const look = (next: string) =>
    void navigate({
      to: '/search',
      search: next === '' ? {} : { text: next },
      replace: true,
    })
  const sought = useSettled(text, PAUSE)
  const { groups, counts, error, pending } = useSearch(sought, kind === undefined ? FIRST : MORE)
  const shown = kind === undefined ? groups : groups.filter((group) => group.kind === kind)
  return (
    <Page
      title={t('title')}
      filters={<SoughtField text={text} onLook={look} />}
      actions={<span className="note">{t('how')}</span>}
    >
      <Refusal error={error} />
      {text.trim() === '' && <EmptyState title={t('begin')}>{t('beginNote')}</EmptyState>}
      {text.trim() !== '' && !pending && shown.length === 0 && (
        <EmptyState title={t('nothing', { text })}>{t('nothingNote')}</EmptyState>
      )}
      <div className="search-groups" aria-live="polite">
        {shown.map((group) => (
          <Group
            key={group.kind}
            kind={group.kind}
            hits={group.hits}
            count={counts.get(group.kind)}
            onAll={
              kind === undefined
                ? () => void navigate({ to: '/search', search: { text, kind: group.kind } })
                : undefined
            }
          />
        ))}
        {kind !== undefined && (
          <Button className="search-back" onClick={() => look(text)}>
            {t('allKinds')}
          </Button>
        )}
      </div>
    </Page>
  )
}

function SoughtField({
  text,
  onLook,
}: {
  readonly text: string
  readonly onLook: (text: string) => void
}) {
  const { t } = useTranslation('search')
  const [typed, setTyped] = useState(text)
  const composed = useComposedText(onLook)
  return (
    <span {...composed.handlers}>
      <Input
        autoFocus
        className="search-field"
        prefix={<SearchOutlined />}
        placeholder={t('placeholder')}
        aria-label={t('placeholder')}
        maxLength={100}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value)
          composed.onSearch(target.value)
        }}
      />
    </span>
  )
}

type GroupProps = {
  readonly kind: SearchKind
  readonly hits: readonly SearchHit[]
  readonly count: number | undefined
  readonly onAll: (() => void) | undefined
}

function Group({ kind, hits, count, onAll }: GroupProps) {
  const { t } = useTranslation('search')
  return (
    <section className="card search-group" aria-label={t(`kind.${kind}`)}>
      <h2>
        {t(`kind.${kind}`)}
        {count !== undefined && (
          <span className="note">
            <Count count={count} />
          </span>
        )}
        {onAll && count !== undefined && count > hits.length && (
          <Button type="link" size="small" onClick={onAll}>
            {t('more')}
          </Button>
        )}
      </h2>
      {hits.map((hit) => (
        <Link key={hit.id} className="search-hit" {...placeOf(kind, hit.id)}>
          <HitLine hit={hit} />
        </Link>
      ))}
      {!onAll && count !== undefined && count > hits.length && (
        <p className="note">{t('firstOnly', { n: hits.length })}</p>
      )}
    </section>
  )
}

function Count({ count }: { readonly count: number }) {
  const { t } = useTranslation('search')
  const shown = formatCount(Math.min(count, COUNTED))
  return count > COUNTED ? t('countOver', { n: shown }) : t('count', { n: shown })
}
