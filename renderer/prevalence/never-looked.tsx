import { Popover } from 'antd'

import type { TypeRow } from '#db/prevalence/contract.ts'

import type { Speaker } from './speaker.ts'

/** The types that nobody looked for, as a link under the chart: of them nothing can be said. */
export function NeverLooked({
  rows,
  speaker,
  onProblems,
}: {
  readonly rows: readonly TypeRow[]
  readonly speaker: Speaker
  readonly onProblems: (problemType: string) => void
}) {
  const { t } = speaker
  if (rows.length === 0) return null
  return (
    <span className="never-looked">
      {t('never.before')}
      <Popover
        trigger="click"
        placement="topRight"
        title={t('never.title')}
        content={<NeverLookedList rows={rows} speaker={speaker} onProblems={onProblems} />}
      >
        <button type="button" className="number-link" aria-haspopup="dialog">
          {t('never.link', { number: rows.length })}
        </button>
      </Popover>
    </span>
  )
}

function NeverLookedList({
  rows,
  speaker,
  onProblems,
}: {
  readonly rows: readonly TypeRow[]
  readonly speaker: Speaker
  readonly onProblems: (problemType: string) => void
}) {
  return (
    <ul className="never-looked-list">
      {rows.map(({ problemType: id, problems }) => (
        <li key={id}>
          <span className="type-code-small">{speaker.typeCode(id)}</span> {speaker.typeName(id)}
          {problems > 0 && (
            <button type="button" className="number-link" onClick={() => onProblems(id)}>
              {speaker.t('never.problems', { number: problems })}
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
