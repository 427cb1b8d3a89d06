import type { Speaker } from './speaker.ts'

/** The types over the columns of the matrix, by their short names. */
export function MatrixHead({
  types,
  speaker,
}: {
  readonly types: readonly string[]
  readonly speaker: Speaker
}) {
  const { t, english } = speaker
  return (
    <div className="matrix-heads" role="rowgroup">
      <div className="matrix-row-content" role="row" aria-rowindex={1}>
        <div role="columnheader" aria-colindex={1} className="matrix-unit">
          <span className="visually-hidden">{t('matrix.unit')}</span>
        </div>
        {types.map((id, column) => (
          <div
            key={id}
            role="columnheader"
            aria-colindex={column + 2}
            className={english ? 'matrix-type matrix-type-code' : 'matrix-type'}
            title={`${speaker.typeCode(id)} ${speaker.typeName(id)}`}
          >
            <span>{speaker.typeBrief(id)}</span>
          </div>
        ))}
      </div>
    </div>
  )
}
