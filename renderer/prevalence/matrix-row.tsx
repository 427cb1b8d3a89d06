import { notices, selections } from '#db/kernel/codes.ts'

import { MatrixMark } from './matrix-mark.tsx'
import type { Speaker } from './speaker.ts'
import type { MatrixUnit } from './use-matrix-rows.ts'

type Props = {
  readonly index: number
  readonly start: number
  readonly unit: MatrixUnit | undefined
  readonly previous: MatrixUnit | undefined
  readonly types: readonly string[]
  /** The column that has the tab stop, when it is in this row. */
  readonly active: number | null
  readonly speaker: Speaker
  readonly onOpen: (column: number, unit: MatrixUnit) => void
}

/** One unit: where it lies, how it was selected and told, and a cell for each type. */
export function MatrixRow({ index, start, unit, previous, types, active, speaker, onOpen }: Props) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className="matrix-row matrix-row-content"
      style={{ transform: `translateY(${start}px)` }}
    >
      <div role="rowheader" aria-colindex={1} className="matrix-unit">
        {unit && (
          <>
            <span className="matrix-place">
              {unit.prefectureName === previous?.prefectureName ? '' : unit.prefectureName}
            </span>
            <span className="matrix-name" title={unit.name}>
              {unit.name}
            </span>
            <HowVisited unit={unit} speaker={speaker} />
          </>
        )}
      </div>
      {types.map((id, column) => (
        <MatrixCell
          key={id}
          cell={`${index} ${column}`}
          column={column}
          typeName={speaker.typeName(id)}
          unit={unit}
          active={active === column}
          speaker={speaker}
          onOpen={() => unit && onOpen(column, unit)}
        />
      ))}
    </div>
  )
}

/** 抽 · 暗: the selection and the notice of the last visit, by their first characters in Chinese. */
function HowVisited({ unit, speaker }: { readonly unit: MatrixUnit; readonly speaker: Speaker }) {
  const { t, word } = speaker
  const whole = `${word(selections, unit.selection)} · ${word(notices, unit.notice)}`
  return (
    <span className="matrix-how" title={whole}>
      {`${t(`short.${unit.selection}`)} · ${t(`short.${unit.notice}`)}`}
    </span>
  )
}

function MatrixCell({
  cell,
  column,
  typeName,
  unit,
  active,
  speaker,
  onOpen,
}: {
  readonly cell: string
  readonly column: number
  readonly typeName: string
  readonly unit: MatrixUnit | undefined
  readonly active: boolean
  readonly speaker: Speaker
  readonly onOpen: () => void
}) {
  const { t } = speaker
  const content = unit?.cells[column]
  const state = content ? t(`matrix.${content.state}`) : ''
  const counted = content?.problems ? t('matrix.problems', { number: content.problems }) : ''
  return (
    // The grid around the cells takes the keys for all of them.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="gridcell"
      aria-colindex={column + 2}
      data-cell={cell}
      className="matrix-cell"
      tabIndex={active ? 0 : -1}
      aria-label={[unit?.name, typeName, state, counted].filter(Boolean).join(t('matrix.comma'))}
      title={[typeName, state, counted].filter(Boolean).join(t('matrix.comma'))}
      onClick={onOpen}
    >
      {content && <MatrixMark state={content.state} problems={content.problems} />}
    </div>
  )
}
