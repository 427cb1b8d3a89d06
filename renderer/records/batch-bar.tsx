import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** What can be done with the picked records together: how many they are, the steps, and a way out. */
export function BatchBar({
  count,
  onClear,
  children,
}: {
  /** How many, as a sentence. */
  readonly count: string
  readonly onClear: () => void
  readonly children: ReactNode
}) {
  const { t } = useTranslation('visit')
  return (
    <section className="batch-bar" aria-label={t('batch.label')}>
      <strong role="status">{count}</strong>
      {children}
      <Button size="small" onClick={onClear}>
        {t('batch.clear')}
      </Button>
      <span className="note">
        <kbd className="key-cap">{t('batch.space')}</kbd> {t('batch.pick')}{' '}
        <kbd className="key-cap">Shift ↓</kbd> {t('batch.extend')}
      </span>
    </section>
  )
}
