import { countRows, dotHeads, dotRows } from '#renderer/prevalence/chart-rows.ts'
import { findingTitle, hasOnlyCounts } from '#renderer/prevalence/finding.ts'
import type { Analysis } from '#renderer/prevalence/use-analysis.ts'

type Column = { readonly head: string; readonly figure: boolean; readonly cells: readonly string[] }

/** All rows of the chart as a table, for those who cannot see it; rows that found no room too. */
export function ReportTable({ analysis }: { readonly analysis: Analysis }) {
  const { answer, query, speaker } = analysis
  const columns = hasOnlyCounts(answer) ? countColumns(analysis) : shareColumns(analysis)
  const rows = columns[0]?.cells ?? []
  return (
    <div className="visually-hidden screen-only">
      <table data-testid="report-table">
        <caption>{findingTitle(answer, query, speaker)}</caption>
        <thead>
          <tr>
            {columns.map(({ head, figure }) => (
              <th key={head} scope="col" className={figure ? 'figure' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((name, row) => (
            <tr key={name}>
              {columns.map(({ head, cells }) => (
                <td key={head}>{cells[row]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function countColumns({ answer, speaker }: Analysis): readonly Column[] {
  const { t } = speaker
  const rows = countRows(answer, speaker)
  return [
    text(t('head.type'), rows.map(nameOf)),
    figures(
      t('head.problems'),
      rows.map(({ problems }) => String(problems)),
    ),
    figures(
      t('head.units'),
      rows.map(({ units }) => String(units)),
    ),
  ]
}

function shareColumns({ answer, query, speaker }: Analysis): readonly Column[] {
  const rows = dotRows(answer, speaker)
  const heads = dotHeads(answer, query, speaker)
  const figureColumns = (['share', 'interval', 'range', 'places'] as const).filter(
    (column) => column !== 'range' || rows.some(({ range }) => range !== ''),
  )
  return [
    text(heads.type, rows.map(nameOf)),
    text(
      heads.word,
      rows.map(({ word }) => word),
    ),
    figures(
      heads.count,
      rows.map(({ found, examined }) => `${found}/${examined}`),
    ),
    ...figureColumns.map((column) =>
      figures(
        heads[column],
        rows.map((row) => row[column]),
      ),
    ),
    text(
      speaker.t('column.why'),
      rows.map(({ instead }) => instead),
    ),
  ]
}

function nameOf({ code, name }: { readonly code: string; readonly name: string }): string {
  return `${code} ${name}`.trim()
}

function text(head: string, cells: readonly string[]): Column {
  return { head, figure: false, cells }
}

function figures(head: string, cells: readonly string[]): Column {
  return { head, figure: true, cells }
}
