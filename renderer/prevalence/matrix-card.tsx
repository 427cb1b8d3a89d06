import { useMemo, useState } from 'react'

import { Refusal } from '#renderer/ui/refusal.tsx'

import { lookedFor, unitNoun } from './finding.ts'
import { MatrixGrid } from './matrix-grid.tsx'
import { MatrixMark, matrixStates } from './matrix-mark.tsx'
import type { Analysis } from './use-analysis.ts'
import { useMatrixRows } from './use-matrix-rows.ts'

/** Which type was found in which unit: found, looked and not found, not looked, not applicable. */
export function MatrixCard({
  analysis,
  onOpen,
}: {
  readonly analysis: Analysis
  readonly onOpen: (
    problemType: string,
    unit: { readonly id: string; readonly name: string },
  ) => void
}) {
  const { answer, query, speaker } = analysis
  const { t } = speaker
  const types = useMemo(() => lookedFor(answer.rows).map((row) => row.problemType), [answer.rows])
  const [visible, setVisible] = useState({ from: 0, to: 0 })
  const { total, unitAt, error } = useMatrixRows(query, types, visible)
  return (
    <section className="card matrix-card" aria-labelledby="matrix-title">
      <div className="matrix-head">
        <h2 id="matrix-title" className="card-title">
          {t('matrix.title')}
        </h2>
        {total !== undefined && (
          <span className="note">
            {t('matrix.extent', { number: total, noun: unitNoun(query, speaker) })}
          </span>
        )}
        <span className="matrix-legend">
          {matrixStates.map((state) => (
            <span key={state}>
              <MatrixMark state={state} problems={0} /> {t(`matrix.${state}`)}
            </span>
          ))}
        </span>
      </div>
      <Refusal error={error} />
      {total !== undefined && (
        <MatrixGrid
          // A new question begins at its first row.
          key={JSON.stringify(query)}
          total={total}
          types={types}
          unitAt={unitAt}
          speaker={speaker}
          onVisible={setVisible}
          onOpen={onOpen}
        />
      )}
    </section>
  )
}
