import type { Column } from './record-grid.tsx'

/** The track of a column as CSS writes it, and the pixels below which the column leaves the list. */
export type Track = readonly [width: string, leavesBelow?: number]

/** Gives each column its track, by its key. */
export function withTracks<Row, Sort extends string>(
  columns: readonly Column<Row, Sort>[],
  tracks: Readonly<Record<string, Track>>,
): Column<Row, Sort>[] {
  return columns.map((column) => {
    const [width, leavesBelow = 0] = tracks[column.key] ?? ['minmax(80px, 1fr)']
    return { ...column, width, leavesBelow }
  })
}
