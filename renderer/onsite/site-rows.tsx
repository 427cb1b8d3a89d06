import { Button, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'

import { siteProposers, siteSides } from '#db/kernel/round-codes.ts'
import { Site } from '#db/visit/contract.ts'
import { focusField } from '#renderer/records/field.tsx'
import { CodeSelect } from '#renderer/ui/code-select.tsx'

import type { SiteItem } from './use-onsite-form.ts'

export const SITES = 'onsite-sites'

/** The sites that were seen: which side each shows, who proposed it, and for how long (R4). */
export function SiteRows({
  sites,
  onChange,
}: {
  readonly sites: readonly SiteItem[]
  readonly onChange: (sites: SiteItem[]) => void
}) {
  const { t } = useTranslation('onsite')
  const back = sites.filter(({ side }) => side === 'back').length
  const set = (at: number, change: Partial<SiteItem>) =>
    onChange(sites.map((each, place) => (place === at ? { ...each, ...change } : each)))
  function add() {
    const key = crypto.randomUUID()
    onChange([...sites, { key, name: '', side: null, proposedBy: null, minutes: null }])
    requestAnimationFrame(() => focusField(`${SITES}-${sites.length}`))
  }
  return (
    <div role="group" id={SITES} aria-label={t('sites')} className="onsite-group">
      <p className="onsite-head">
        <strong>{t('sites')}</strong>
        <span className="note">{t('sitesCount', { back, all: sites.length })}</span>
      </p>
      {sites.map((site, at) => (
        <SiteRow
          key={site.key}
          id={`${SITES}-${at}`}
          site={site}
          onChange={(change) => set(at, change)}
          onRemove={() => onChange(sites.filter((each) => each !== site))}
        />
      ))}
      <Button size="small" onClick={add}>
        {t('addSite')}
      </Button>
    </div>
  )
}

function SiteRow({
  id,
  site,
  onChange,
  onRemove,
}: {
  readonly id: string
  readonly site: SiteItem
  readonly onChange: (change: Partial<SiteItem>) => void
  readonly onRemove: () => void
}) {
  const { t } = useTranslation('onsite')
  return (
    <div className="site-row">
      <Input
        id={id}
        size="small"
        maxLength={100}
        aria-label={t('siteName')}
        placeholder={t('siteName')}
        value={site.name}
        onChange={({ target }) => onChange({ name: target.value })}
      />
      <CodeSelect
        list={siteSides}
        size="small"
        aria-label={t('siteSide')}
        placeholder={t('siteSide')}
        value={site.side}
        onChange={(code) => onChange({ side: Site.shape.side.safeParse(code).data ?? null })}
      />
      <CodeSelect
        list={siteProposers}
        size="small"
        aria-label={t('siteProposer')}
        placeholder={t('siteProposer')}
        value={site.proposedBy}
        onChange={(code) =>
          onChange({ proposedBy: Site.shape.proposedBy.safeParse(code).data ?? null })
        }
      />
      <InputNumber
        size="small"
        min={0}
        max={10_000}
        precision={0}
        controls={false}
        aria-label={t('siteMinutes')}
        placeholder={t('siteMinutes')}
        value={site.minutes}
        onChange={(minutes) => onChange({ minutes })}
      />
      <Button size="small" onClick={onRemove}>
        {t('remove')}
      </Button>
    </div>
  )
}
