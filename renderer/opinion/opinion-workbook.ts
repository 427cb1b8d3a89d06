import { useTranslation } from 'react-i18next'

import { channels, opinionDirectnesses, speakerKinds } from '#db/kernel/opinion-codes.ts'
import type { OpinionRow } from '#db/opinion/contract.ts'
import { maskedShare, redactedText } from '#db/opinion/rules/redaction.ts'
import type { Workbook } from '#electron/shell/contract.ts'
import { formatShare } from '#renderer/lib/format.ts'
import { explainReason, useCodeWord } from '#renderer/lib/words.ts'

/** Gives the workbook of a list of opinions: words masked where they are to be, and how much of them. */
export function useOpinionWorkbook() {
  const { t } = useTranslation('opinion')
  const word = useCodeWord()
  const said = ({ verbatim, masks, intact }: OpinionRow) =>
    intact ? redactedText(verbatim, masks) : explainReason({ code: 'opinion.words-altered' })
  return (rows: readonly OpinionRow[], heading: readonly string[]): Workbook => ({
    suggestedName: t('export.fileName'),
    sheets: [
      {
        name: t('title'),
        heading: [...heading],
        columns: [
          { title: t('column.no'), width: 8 },
          { title: t('form.heardOn'), width: 12 },
          { title: t('column.unit'), width: 28 },
          { title: t('form.verbatim'), width: 70 },
          { title: t('export.masked'), width: 10 },
          { title: t('form.speakerKind'), width: 16 },
          { title: t('form.channel'), width: 16 },
          { title: t('form.directness'), width: 12 },
        ],
        rows: rows.map((row) => [
          row.no,
          row.heardOn,
          row.unitName,
          said(row),
          row.masks.length === 0 ? '' : formatShare(maskedShare(row.verbatim, row.masks)),
          word(speakerKinds, row.speakerKind),
          word(channels, row.channel),
          word(opinionDirectnesses, row.directness),
        ]),
      },
    ],
  })
}
