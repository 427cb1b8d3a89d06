import './onsite.css'

import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { methods } from '#db/kernel/codes.ts'
import { gifts, meals, placeKinds, siteProposers, siteSides } from '#db/kernel/round-codes.ts'
import type { z } from 'zod'
import type { visitContract } from '#db/visit/contract.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { FactList } from '#renderer/records/fact-list.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { EightRules } from './eight-rules.tsx'
import { MinuteRows } from './minute-rows.tsx'
import { Observations } from './observations.tsx'
import { PurposeFields } from './purpose-fields.tsx'
import { SiteRows } from './site-rows.tsx'
import { Suppositions } from './suppositions.tsx'
import { useOnsiteForm } from './use-onsite-form.ts'

type Visit = z.output<typeof visitContract.one.output>

/** What was met on the spot besides the looks: sites, hours, rules kept, what was seen and thought. */
export function OnsitePart({ visit }: { readonly visit: Visit }) {
  return (
    <>
      {visit.state === 'open' ? <OnsiteForm visit={visit} /> : <OnsiteFacts visit={visit} />}
      <Observations visit={visit} />
      <Suppositions unitId={visit.unitId} />
    </>
  )
}

function OnsiteForm({ visit }: { readonly visit: Visit }) {
  const { t } = useTranslation('onsite')
  const { form, set, changed, save, store } = useOnsiteForm(visit)
  return (
    <section className="onsite" aria-label={t('title')}>
      <h2 className="card-title">{t('title')}</h2>
      <SiteRows sites={form.sites} onChange={(sites) => set({ sites })} />
      <PurposeFields onsite={form.onsite} onChange={(onsite) => set({ onsite })} />
      <MinuteRows minutes={form.minutes} onChange={(minutes) => set({ minutes })} />
      <EightRules onsite={form.onsite} onChange={(onsite) => set({ onsite })} />
      <Refusal error={save.error} />
      <div className="step-buttons">
        <Button
          size="small"
          type={changed ? 'primary' : 'dashed'}
          loading={save.isPending}
          onClick={store}
        >
          {t('save')}
        </Button>
        {!changed && <span className="note">{t('unchanged')}</span>}
      </div>
    </section>
  )
}

function OnsiteFacts({ visit }: { readonly visit: Visit }) {
  const { t } = useTranslation('onsite')
  const word = useCodeWord()
  const { onsite, sites, minutes } = visit
  const comma = t('common:listComma')
  const number = (value: number | null) => (value === null ? t('untold') : String(value))
  const purposes = (['toHear', 'toFind', 'toLearn'] as const).filter((key) => onsite[key])
  return (
    <section className="onsite" aria-label={t('title')}>
      <h2 className="card-title">{t('title')}</h2>
      <FactList
        facts={[
          ...sites.map(
            ({ name, side, proposedBy, minutes: spent }) =>
              [
                name,
                [
                  side === null ? t('untold') : word(siteSides, side),
                  proposedBy === null
                    ? t('untold')
                    : t('proposedBy', { who: word(siteProposers, proposedBy) }),
                  ...(spent === null ? [] : [t('minutes', { n: spent })]),
                ].join(' · '),
              ] as const,
          ),
          [t('purposes'), purposes.map((key) => t(`purpose.${key}`)).join(comma) || t('untold')],
          [
            t('placeKind'),
            onsite.placeKind === null ? t('untold') : word(placeKinds, onsite.placeKind),
          ],
          [
            t('hours'),
            minutes
              .map((each) => `${word(methods, each.method)} ${t('minutes', { n: each.minutes })}`)
              .join(comma) || t('untold'),
          ],
          [t('fact.meal'), onsite.meal === null ? t('untold') : word(meals, onsite.meal)],
          [t('fact.vehicles'), number(onsite.vehicles)],
          [t('fact.accompanying'), number(onsite.accompanying)],
          [
            t('fact.ceremony'),
            onsite.ceremony === null ? t('untold') : t(onsite.ceremony ? 'had' : 'none'),
          ],
          [t('fact.gift'), onsite.gift === null ? t('untold') : word(gifts, onsite.gift)],
        ]}
      />
    </section>
  )
}
