import { useEffect, useEffectEvent } from 'react'
import { createPortal } from 'react-dom'

import type { Column } from './record-grid.tsx'

/** A list as it goes on paper: all its rows, where the one on screen draws only those in sight. */
export type ListToPrint<Row> = {
  readonly title: string
  /** Lines under the title: the case, how many, up to which change. */
  readonly heading: readonly string[]
  readonly columns: readonly Column<Row, string>[]
  readonly rows: readonly Row[]
}

/** Takes the place of the page on paper while it is there; `onDrawn` prints and takes it away. */
export function PrintedList<Row extends { readonly id: string }>({
  list,
  onDrawn,
}: {
  readonly list: ListToPrint<Row>
  readonly onDrawn: () => void
}) {
  const drawn = useEffectEvent(onDrawn)
  useEffect(() => {
    document.body.classList.add('printing-list')
    drawn()
    return () => document.body.classList.remove('printing-list')
  }, [])
  const { title, heading, columns, rows } = list
  return createPortal(
    <section className="printed-list">
      <h1>{title}</h1>
      {heading.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col">
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {columns.map((column) => (
                <td key={column.key} className={column.numeric ? 'record-numeric' : ''}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>,
    document.body,
  )
}
