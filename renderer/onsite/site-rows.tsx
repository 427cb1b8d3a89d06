import { Button, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'

import { siteProposers, siteSides } from '#db/kernel/codes.ts'
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
        <div key={site.key} className="site-row">
          <Input
            id={`${SITES}-${at}`}
            size="small"
            maxLength={100}
            aria-label={t('siteName')}
            placeholder={t('siteName')}
            value={site.name}
            onChange={({ target }) => set(at, { name: target.value })}
          />
          <CodeSelect
            list={siteSides}
            size="small"
            aria-label={t('siteSide')}
            placeholder={t('siteSide')}
            value={site.side}
            onChange={(code) => set(at, { side: Site.shape.side.safeParse(code).data ?? null })}
          />
          <CodeSelect
            list={siteProposers}
            size="small"
            aria-label={t('siteProposer')}
            placeholder={t('siteProposer')}
            value={site.proposedBy}
            onChange={(code) =>
              set(at, { proposedBy: Site.shape.proposedBy.safeParse(code).data ?? null })
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
            onChange={(minutes) => set(at, { minutes })}
          />
          <Button size="small" onClick={() => onChange(sites.filter((each) => each !== site))}>
            {t('remove')}
          </Button>
        </div>
      ))}
      <Button size="small" onClick={add}>
        {t('addSite')}
      </Button>
    </div>
  )
}
