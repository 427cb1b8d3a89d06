import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { channels, opinionDirectnesses, speakerKinds } from '#db/kernel/opinion-codes.ts'
import type { OpinionRow } from '#db/opinion/contract.ts'
import { redactedText } from '#db/opinion/rules/redaction.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import type { Column } from '#renderer/records/record-grid.tsx'

export const OpinionSort = z.enum(['heardOn', 'no', 'unitName'])
export type OpinionSort = z.infer<typeof OpinionSort>

/** The columns of the list. On paper, which others read, masked words are masked (R97). */
export function useOpinionColumns(paper: boolean): Column<OpinionRow, OpinionSort>[] {
  const { t } = useTranslation('opinion')
  const word = useCodeWord()
  return [
    { key: 'no', title: t('column.no'), sort: 'no', numeric: true, cell: ({ no }) => no },
    {
      key: 'heardOn',
      title: t('form.heardOn'),
      sort: 'heardOn',
      cell: ({ heardOn }) => formatDate(heardOn, { year: true }),
    },
    {
      key: 'unit',
      title: t('column.unit'),
      sort: 'unitName',
      cell: ({ unitName }) => unitName,
    },
    {
      key: 'words',
      title: t('form.verbatim'),
      cell: ({ verbatim, masks }) => (
        <span className="quotation">{paper ? redactedText(verbatim, masks) : verbatim}</span>
      ),
    },
    {
      key: 'speaker',
      title: t('form.speakerKind'),
      cell: ({ speakerKind }) => word(speakerKinds, speakerKind),
    },
    {
      key: 'channel',
      title: t('form.channel'),
      cell: ({ channel, directness }) => (
        <span title={word(opinionDirectnesses, directness)}>{word(channels, channel)}</span>
      ),
    },
    {
      key: 'coded',
      title: t('codes.title'),
      cell: ({ codes, strong }) =>
        codes === 0 ? t('column.uncoded') : t(strong ? 'codes.strong' : 'column.coded'),
    },
  ]
}
