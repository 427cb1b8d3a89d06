import { Button, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'

import { HeadPlace } from '#db/intake/contract.ts'

/** Where the head stands: found, or as the person says. */
export function HeadFields({
  head,
  isOwn,
  onChange,
}: {
  readonly head: HeadPlace
  /** The person said so; the place that was found can be taken back. */
  readonly isOwn: boolean
  readonly onChange: (head: HeadPlace | null) => void
}) {
  const { t } = useTranslation('intake')
  function set(change: Partial<HeadPlace>) {
    const place = HeadPlace.safeParse({ ...head, ...change })
    if (place.success) onChange(place.data)
  }
  return (
    <span className="intake-head-fields" role="group" aria-label={t('head.title')}>
      {t('head.from')}
      <InputNumber
        size="small"
        min={1}
        precision={0}
        aria-label={t('head.row')}
        value={head.row}
        onChange={(row) => set({ row: row ?? head.row })}
      />
      {t('head.rows')}
      <InputNumber
        size="small"
        min={1}
        max={5}
        precision={0}
        aria-label={t('head.count')}
        value={head.rows}
        onChange={(rows) => set({ rows: rows ?? head.rows })}
      />
      {t('head.end')}
      {isOwn && (
        <Button size="small" onClick={() => onChange(null)}>
          {t('head.found')}
        </Button>
      )}
    </span>
  )
}
