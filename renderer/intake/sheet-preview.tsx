import { useTranslation } from 'react-i18next'

import type { StagedSheet } from '#db/intake/contract.ts'

import { columnLetters } from './column-letters.ts'

/** The first rows of a sheet as they stand, with the head marked. */
export function SheetPreview({ sheet }: { readonly sheet: StagedSheet }) {
  const { t } = useTranslation('intake')
  const columns = Math.max(sheet.columns, ...sheet.top.map((row) => row.length))
  const letters = Array.from({ length: columns }, (_each, at) => columnLetters(at))
  return (
    // A wide sheet is scrolled with the keys too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="intake-preview" role="region" aria-label={t('preview.title')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t('preview.row')}</span>
            </th>
            {letters.map((letter) => (
              <th key={letter} scope="col">
                {letter}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.top.map((row, at) => {
            const number = sheet.firstRow + at
            const part = partOf(number, sheet)
            return (
              <tr key={number} className={`intake-row-${part}`}>
                <th scope="row">
                  {number}
                  {part === 'head' && <span className="intake-mark">{t('preview.head')}</span>}
                </th>
                {letters.map((letter, column) => (
                  <td key={letter} title={row[column]}>
                    {row[column] ?? ''}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
      {sheet.rowCount + sheet.firstDataRow - sheet.firstRow > sheet.top.length && (
        <p className="note intake-more">{t('preview.more', { rows: sheet.top.length })}</p>
      )}
    </div>
  )
}

/** Titles and unit lines stand above the head, notes under the last record. */
function partOf(number: number, { head, firstDataRow, rowCount }: StagedSheet) {
  if (number < head.row) return 'outside'
  if (number < firstDataRow) return 'head'
  return number < firstDataRow + rowCount ? 'record' : 'outside'
}
