import type { TypeRow } from '#db/prevalence/contract.ts'
import { MarkIcon } from '#renderer/charts/mark.tsx'
import { formatInterval, formatRange, formatShare } from '#renderer/lib/format.ts'
import { explainReason } from '#renderer/lib/words.ts'
import { NumberLink } from '#renderer/ui/number-link.tsx'

import { wordShapes } from './chart-rows.ts'
import { findingTitle, hasOnlyCounts, lookedFor, unitNoun, wordOf } from './finding.ts'
import type { OpenRecords } from './finding-card.tsx'
import type { Part } from './sentence.ts'
import type { Analysis } from './use-analysis.ts'

type Props = {
  readonly analysis: Analysis
  readonly selected: string | undefined
  readonly onSelect: (problemType: string) => void
  readonly onOpen: OpenRecords
  readonly onProblems: (problemType: string) => void
}

/** The same facts as the chart, as a table, with those that the chart has no room for. */
export function TypeTable(props: Props) {
  const { answer, query, speaker } = props.analysis
  const { t } = speaker
  const counts = hasOnlyCounts(answer)
  const rows = counts ? answer.rows.filter(({ problems }) => problems > 0) : lookedFor(answer.rows)
  const noun = unitNoun(query, speaker)
  return (
    <div className="type-table-scroll">
      <table className="type-table">
        <caption className="visually-hidden">{findingTitle(answer, query, speaker)}</caption>
        <thead>
          <tr>
            <th scope="col">{t('head.type')}</th>
            {!counts && (
              <>
                <th scope="col">{t('head.word')}</th>
                <th scope="col" className="figure">
                  {t('head.count')}
                </th>
                <th scope="col" className="figure">
                  {t('head.share')}
                </th>
                <th scope="col" className="figure">
                  {t('head.interval')}
                </th>
                <th scope="col" className="figure">
                  {t('head.range', { frame: answer.frame, noun })}
                </th>
                <th scope="col" className="figure">
                  {t('head.places')}
                </th>
                <th scope="col" className="figure">
                  {t('head.unannounced')}
                </th>
                <th scope="col" className="figure">
                  {t('head.others')}
                </th>
              </>
            )}
            <th scope="col" className="figure">
              {t('head.problems')}
            </th>
            <th scope="col" className="figure">
              {t('head.units')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow key={row.problemType} row={row} counts={counts} {...props} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function TableRow({
  row,
  counts,
  analysis,
  selected,
  onSelect,
  onOpen,
  onProblems,
}: Props & {
  readonly row: TypeRow
  readonly counts: boolean
}) {
  const { speaker } = analysis
  const id = row.problemType
  const name = speaker.typeName(id)
  const link = (part: Part, number: number) => (
    <NumberLink
      label={speaker.t(`open.${part}`, { type: name, number })}
      onOpen={() => onOpen(id, part)}
    >
      {number}
    </NumberLink>
  )
  return (
    <tr className={selected === id ? 'type-row-on' : undefined} onClick={() => onSelect(id)}>
      <th scope="row">
        <span className="type-code-small">{speaker.typeCode(id)}</span> {name}
      </th>
      {!counts && <ShareCells row={row} speaker={speaker} link={link} />}
      <td className="figure">
        <NumberLink
          label={speaker.t('open.problems', { type: name, number: row.problems })}
          onOpen={() => onProblems(id)}
        >
          {row.problems}
        </NumberLink>
      </td>
      <td className="figure">{row.problemUnits}</td>
    </tr>
  )
}

function ShareCells({
  row,
  speaker,
  link,
}: {
  readonly row: TypeRow
  readonly speaker: Analysis['speaker']
  readonly link: (part: Part, number: number) => React.ReactNode
}) {
  const { word, share, interval, frameRange, shareAlone, why } = row.assessment
  const said = word !== 'toBeExamined' && share !== null && interval !== null
  return (
    <>
      <td>
        <span className="finding-word">
          <MarkIcon shape={wordShapes[word]} />
          {wordOf(row, speaker)}
        </span>
      </td>
      <td className="figure">
        {link('found', row.found)}/{link('examined', row.examined)}
      </td>
      {said ? (
        <>
          <td className={shareAlone ? 'figure figure-strong' : 'figure'}>{formatShare(share)}</td>
          <td className="figure">{formatInterval(interval)}</td>
          <td className="figure">{frameRange === null ? '' : formatRange(frameRange)}</td>
        </>
      ) : (
        <td className="figure note" colSpan={3}>
          {why.map(explainReason).join(' ')}
        </td>
      )}
      <td className="figure">{`${row.prefecturesFound}/${row.prefecturesExamined}`}</td>
      <td className="figure">
        {row.unannouncedFound}/{link('unannounced', row.unannounced)}
      </td>
      <td className="figure">
        {row.otherExamined > 0 && (
          <>
            {link('otherFound', row.otherFound)}/{link('otherExamined', row.otherExamined)}
          </>
        )}
      </td>
    </>
  )
}
