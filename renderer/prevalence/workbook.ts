import type { z } from 'zod'

import type { PrevalenceQuery, TypeRow } from '#db/prevalence/contract.ts'
import type { shellContract } from '#electron/shell/contract.ts'
import { explainReason } from '#renderer/lib/words.ts'

import { findingBasis, findingTitle, hasOnlyCounts, wordOf } from './finding.ts'
import type { PrevalenceAnswer, Speaker } from './speaker.ts'
import { warningLine, warningWords } from './warning-words.ts'

type Workbook = z.input<typeof shellContract.saveWorkbook.input>
type Cell = string | number | null

/** What a file or a print says of itself beside the figures. */
export type Imprint = {
  readonly caseTitle: string
  readonly practice: boolean
  readonly queryLine: string
  readonly asOf: string
}

const columns = [
  ['code', 8],
  ['type', 34],
  ['word', 10],
  ['found', 8],
  ['examined', 8],
  ['share', 8],
  ['low', 10],
  ['high', 10],
  ['rangeLow', 10],
  ['rangeHigh', 10],
  ['unannounced', 10],
  ['unannouncedFound', 12],
  ['prefecturesFound', 12],
  ['prefecturesExamined', 12],
  ['unconfirmed', 12],
  ['otherExamined', 12],
  ['otherFound', 12],
  ['problems', 10],
  ['problemUnits', 12],
  ['why', 44],
] as const

/** The heads of the table, in the order of `tableRow`. */
export function tableHeads({ t }: Speaker): readonly string[] {
  return columns.map(([column]) => t(`column.${column}`))
}

/** One type as figures; empty where no share may be given (domain §4.4). */
export function tableRow(row: TypeRow, speaker: Speaker): readonly Cell[] {
  const { assessment } = row
  const said = assessment.word !== 'toBeExamined'
  const interval = said ? assessment.interval : null
  const range = said ? assessment.frameRange : null
  const whole = (share: number | null | undefined) =>
    share === null || share === undefined ? null : Math.round(share * 1000) / 1000
  return [
    speaker.typeCode(row.problemType),
    speaker.typeName(row.problemType),
    wordOf(row, speaker),
    row.found,
    row.examined,
    said ? whole(assessment.share) : null,
    whole(interval?.low),
    whole(interval?.high),
    range?.low ?? null,
    range?.high ?? null,
    row.unannounced,
    row.unannouncedFound,
    row.prefecturesFound,
    row.prefecturesExamined,
    row.unconfirmed,
    row.otherExamined,
    row.otherFound,
    row.problems,
    row.problemUnits,
    assessment.why.map(explainReason).join(speaker.t('common:listSemicolon')),
  ]
}

/** The table as text that a spreadsheet takes in when pasted. */
export function tableText(rows: readonly TypeRow[], speaker: Speaker): string {
  return [tableHeads(speaker), ...rows.map((row) => tableRow(row, speaker))]
    .map((cells) => cells.map((cell) => cell ?? '').join('\t'))
    .join('\n')
}

/** Two sheets: the figures, and what they rest on (query, n, parameters, warnings). */
export function workbookOf(
  answer: PrevalenceAnswer,
  query: PrevalenceQuery,
  speaker: Speaker,
  imprint: Imprint,
): Workbook {
  const { t } = speaker
  const title = findingTitle(answer, query, speaker)
  const mark = imprint.practice ? [t('imprint.practice')] : []
  return {
    suggestedName: t('file.name', { title: imprint.caseTitle }),
    sheets: [
      {
        name: t('sheet.figures'),
        heading: [
          ...mark,
          title,
          findingBasis(answer, query, speaker).join(' · '),
          ...(hasOnlyCounts(answer) ? [t('report.countsOnly')] : []),
        ],
        columns: columns.map(([column, width]) => ({ title: t(`column.${column}`), width })),
        rows: answer.rows.map((row) => [...tableRow(row, speaker)]),
      },
      {
        name: t('sheet.basis'),
        heading: mark,
        columns: [
          { title: t('column.item'), width: 22 },
          { title: t('column.value'), width: 90 },
        ],
        rows: basisRows(answer, speaker, imprint),
      },
    ],
  }
}

function basisRows(answer: PrevalenceAnswer, speaker: Speaker, imprint: Imprint): Cell[][] {
  const { t } = speaker
  const { parameters } = answer
  return [
    [t('imprint.case'), imprint.caseTitle],
    [t('imprint.query'), imprint.queryLine],
    [t('imprint.asOf'), imprint.asOf],
    [t('imprint.frame'), answer.frame],
    [t('imprint.examined'), answer.examinedUnits],
    [t('imprint.drawn'), answer.drawnUnits],
    [t('imprint.unannounced'), answer.unannouncedUnits],
    [t('parameter.smallest'), parameters.smallest],
    [t('parameter.small'), parameters.small],
    [t('parameter.isolatedBelow'), parameters.isolatedBelow],
    [t('parameter.prevalentFrom'), Math.round(parameters.prevalentFrom * 1000) / 1000],
    [t('parameter.ownSetting'), t('parameter.ownSettingSaid')],
    ...answer.warnings.map((warning) => {
      const words = warningWords(warning, speaker)
      return [t('bias.mark', { code: words.code }), warningLine(words, speaker)]
    }),
  ]
}
