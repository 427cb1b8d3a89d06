import { Checkbox, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'

import { casefileContract } from '#db/casefile/contract.ts'
import type { LedgerKind } from '#db/intake/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { CivilDateInput } from '#renderer/records/civil-date-input.tsx'

import type { Settings } from './kept-choices.ts'

type Props = {
  readonly kind: LedgerKind
  readonly settings: Settings
  readonly onChange: (settings: Settings) => void
}

/** What holds for rows that leave something out. */
export function SettingsCard({ kind, settings, onChange }: Props) {
  const { t } = useTranslation('intake')
  const set = (change: Partial<Settings>) => onChange({ ...settings, ...change })
  return (
    <section className="card intake-settings" aria-labelledby="intake-settings">
      <h2 id="intake-settings" className="card-title">
        {t('settings.title')}
      </h2>
      <div className="intake-setting">
        <label htmlFor="intake-year">{t('settings.year')}</label>
        <InputNumber
          id="intake-year"
          min={1990}
          max={2100}
          precision={0}
          placeholder={t('settings.yearNone')}
          value={settings.defaultYear}
          onChange={(defaultYear) => set({ defaultYear })}
        />
        <p className="note">{t('settings.yearNote')}</p>
      </div>
      {kind !== 'unit' && (
        <div className="intake-setting">
          <label htmlFor="intake-date">{t('settings.date')}</label>
          <CivilDateInput
            id="intake-date"
            placeholder={t('settings.dateNone')}
            value={settings.defaultDate}
            onChange={(defaultDate) => set({ defaultDate })}
          />
          <p className="note">{t('settings.dateNote')}</p>
        </div>
      )}
      <div className="intake-setting">
        <Checkbox
          checked={settings.firstDays}
          onChange={({ target }) => set({ firstDays: target.checked })}
        >
          {t('settings.firstDays')}
        </Checkbox>
        <p className="note">{t('settings.firstDaysNote')}</p>
      </div>
      {kind === 'problem' && (
        <Confirmer value={settings.confirmedBy} onChange={(confirmedBy) => set({ confirmedBy })} />
      )}
    </section>
  )
}

/** Who pinned the problems down: any member but the one who imports (INV-21). */
function Confirmer({
  value,
  onChange,
}: {
  readonly value: string | null
  readonly onChange: (id: string | null) => void
}) {
  const { t } = useTranslation('intake')
  const actor = useCaseQuery(casefileContract.summary, {}).data?.actor
  const members = useCaseQuery(casefileContract.members, {}).data ?? []
  const others = members.filter(({ id, active }) => active && id !== actor?.id)
  return (
    <div className="intake-setting">
      <label htmlFor="intake-confirmer">{t('settings.confirmer')}</label>
      {others.length === 0 ? (
        <p className="note">{t('settings.confirmerAlone')}</p>
      ) : (
        <>
          <Select
            id="intake-confirmer"
            allowClear
            placeholder={t('settings.confirmerNone')}
            value={value}
            options={others.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id: string | undefined) => onChange(id ?? null)}
          />
          <p className="note">{t('settings.confirmerNote')}</p>
        </>
      )}
    </div>
  )
}
