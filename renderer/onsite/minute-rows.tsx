import { Button, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'

import { methods } from '#db/kernel/codes.ts'
import { Method } from '#db/visit/contract.ts'
import { CodeSelect } from '#renderer/ui/code-select.tsx'

import type { MinuteItem } from './use-onsite-form.ts'

/** How long each method took, in minutes: time with leaders beside time with the masses (R45). */
export function MinuteRows({
  minutes,
  onChange,
}: {
  readonly minutes: readonly MinuteItem[]
  readonly onChange: (minutes: MinuteItem[]) => void
}) {
  const { t } = useTranslation('onsite')
  const set = (at: number, change: Partial<MinuteItem>) =>
    onChange(minutes.map((each, place) => (place === at ? { ...each, ...change } : each)))
  return (
    <div role="group" aria-label={t('hours')} className="onsite-group">
      <p className="onsite-head">
        <strong>{t('hours')}</strong>
        <span className="note">{t('hoursNote')}</span>
      </p>
      {minutes.map((row, at) => (
        <div key={row.key} className="minute-row">
          <CodeSelect
            list={methods}
            size="small"
            aria-label={t('method')}
            placeholder={t('method')}
            value={row.method}
            onChange={(code) => set(at, { method: Method.safeParse(code).data ?? null })}
          />
          <InputNumber
            size="small"
            min={0}
            max={10_000}
            step={10}
            precision={0}
            aria-label={t('methodMinutes')}
            value={row.minutes}
            onChange={(spent) => set(at, { minutes: spent })}
          />
          <Button size="small" onClick={() => onChange(minutes.filter((each) => each !== row))}>
            {t('remove')}
          </Button>
        </div>
      ))}
      <Button
        size="small"
        onClick={() =>
          onChange([...minutes, { key: crypto.randomUUID(), method: null, minutes: null }])
        }
      >
        {t('addMethod')}
      </Button>
    </div>
  )
}
