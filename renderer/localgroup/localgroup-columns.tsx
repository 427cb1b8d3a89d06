import { useTranslation } from 'react-i18next'

import { unitLevels } from '#db/kernel/codes.ts'
import type { LocalGroupRow, LocalGroupSort } from '#db/localgroup/contract.ts'
import { wilson } from '#db/prevalence/rules/interval.ts'
import { formatDate, formatInterval, formatShare } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { type Track, withTracks } from '#renderer/records/column-tracks.ts'
import type { Column } from '#renderer/records/record-grid.tsx'

/** Below this number only counts are shown, never a share. */
const SMALLEST_SHARED = 5

const TRACKS: Readonly<Record<string, Track>> = {
  name: ['minmax(160px, 2fr)'],
  level: ['minmax(88px, 1fr)', 760],
  lead: ['84px', 860],
  units: ['88px'],
  lastContactOn: ['minmax(128px, 1fr)'],
  agreed: ['minmax(104px, 1.3fr)'],
  formOnly: ['minmax(104px, 1.3fr)', 640],
}

/** x of n in words; from five on with the share and its 95 % interval (Wilson 1927). */
export function useCounted(): (x: number, n: number) => string {
  const { t } = useTranslation('localgroup')
  return (x, n) => {
    if (n === 0) return t('counted.none')
    if (n < SMALLEST_SHARED) return t('counted.of', { x, n })
    const share = formatShare(x / n)
    return t('counted.share', { x, n, share, interval: formatInterval(wilson(x, n)) })
  }
}

/** The columns of the list of local groups. */
export function useGroupColumns(): Column<LocalGroupRow, LocalGroupSort>[] {
  const { t } = useTranslation('localgroup')
  const word = useCodeWord()
  const counted = useCounted()
  const columns: Column<LocalGroupRow, LocalGroupSort>[] = [
    { key: 'name', title: t('column.name'), sort: 'name', cell: ({ name }) => name },
    { key: 'level', title: t('column.level'), cell: ({ level }) => word(unitLevels, level) },
    { key: 'lead', title: t('column.lead'), cell: ({ leadName }) => leadName },
    {
      key: 'units',
      title: t('column.units'),
      sort: 'units',
      numeric: true,
      cell: ({ units }) => units,
    },
    {
      key: 'lastContactOn',
      title: t('column.lastContactOn'),
      sort: 'lastContactOn',
      cell: ({ lastContactOn }) =>
        lastContactOn === null ? t('never') : formatDate(lastContactOn, { year: true }),
    },
    {
      key: 'agreed',
      title: t('column.agreed'),
      cell: ({ agreed, compared }) => counted(agreed, compared),
    },
    {
      key: 'formOnly',
      title: t('column.formOnly'),
      cell: ({ formOnly, checks }) => counted(formOnly, checks),
    },
  ]
  return withTracks(columns, TRACKS)
}
