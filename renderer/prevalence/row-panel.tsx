import { Button } from 'antd'

import { unitKinds } from '#db/kernel/codes.ts'
import type { TypeRow } from '#db/prevalence/contract.ts'
import { clopperPearson } from '#db/prevalence/rules/interval.ts'
import { MarkIcon } from '#renderer/charts/mark.tsx'
import { formatInterval } from '#renderer/lib/format.ts'
import { explainReason } from '#renderer/lib/words.ts'
import { NumberLink } from '#renderer/ui/number-link.tsx'

import { wordShapes } from './chart-rows.ts'
import { unitNoun } from './finding.ts'
import type { OpenRecords } from './finding-card.tsx'
import { sentenceOf } from './sentence.ts'
import type { Speaker } from './speaker.ts'
import type { Analysis } from './use-analysis.ts'

type Props = {
  readonly analysis: Analysis
  readonly row: TypeRow
  readonly onOpen: OpenRecords
  readonly onCopy: () => void
}

/** What may be said of the selected type, why, and what stands beside it. */
export function RowPanel({ analysis, row, onOpen, onCopy }: Props) {
  const { answer, query, speaker } = analysis
  const { t } = speaker
  const { problemType: id, found, examined, assessment } = row
  const name = speaker.typeName(id)
  const noun = unitNoun(query, speaker)
  return (
    <section className="card side-card" aria-label={name}>
      <h2 className="card-title">
        <MarkIcon shape={wordShapes[assessment.word]} /> {speaker.typeCode(id)} {name}
      </h2>
      <p className="side-sentence" aria-live="polite">
        {sentenceOf(row, answer, query, speaker).map(({ text, part }, index) =>
          part === undefined ? (
            text
          ) : (
            <NumberLink
              // The pieces of a sentence have no other identity than their order.
              // oxlint-disable-next-line react/no-array-index-key
              key={index}
              label={t(`open.${part}`, { type: name, number: row[part] })}
              onOpen={() => onOpen(id, part)}
            >
              {text}
            </NumberLink>
          ),
        )}
      </p>
      <Why row={row} speaker={speaker} />
      <Kinds row={row} speaker={speaker} />
      <WiderInterval row={row} speaker={speaker} />
      <div className="side-actions">
        {examined > 0 && (
          <Button size="small" onClick={() => onOpen(id, found > 0 ? 'found' : 'examined')}>
            {t(found > 0 ? 'panel.seeFound' : 'panel.seeExamined', {
              number: found > 0 ? found : examined,
              noun,
            })}
          </Button>
        )}
        <Button size="small" aria-keyshortcuts="S" onClick={onCopy}>
          {t('panel.copy')}
        </Button>
      </div>
    </section>
  )
}

function Why({ row, speaker }: { readonly row: TypeRow; readonly speaker: Speaker }) {
  const { why } = row.assessment
  if (why.length === 0) return null
  return (
    <p className="note side-why">
      {speaker.t('panel.why')}
      {why.map(explainReason).join(speaker.t('common:listSemicolon'))}
    </p>
  )
}

/** The exact interval, for whoever asks for it; the page itself speaks by Wilson's (domain §4.2). */
function WiderInterval({ row, speaker }: { readonly row: TypeRow; readonly speaker: Speaker }) {
  const { found, examined, assessment } = row
  if (assessment.interval === null || assessment.word === 'toBeExamined') return null
  const interval = formatInterval(clopperPearson(found, examined))
  return (
    <details className="note side-why">
      <summary>{speaker.t('panel.otherMethod')}</summary>
      <p>{speaker.t('panel.exact', { interval })}</p>
    </details>
  )
}

/** x/n by kind of unit, where more than one kind was looked at. */
function Kinds({ row, speaker }: { readonly row: TypeRow; readonly speaker: Speaker }) {
  if (row.kinds.length < 2) return null
  return (
    <dl className="side-kinds">
      {row.kinds.map(({ kind, examined, found }) => (
        <div key={kind}>
          <dt>{speaker.word(unitKinds, kind)}</dt>
          <dd>{`${found}/${examined}`}</dd>
        </div>
      ))}
    </dl>
  )
}
