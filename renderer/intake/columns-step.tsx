import { useTranslation } from 'react-i18next'

import { guessColumns } from '#db/intake/rules/columns.ts'
import { type LedgerField, ledgerFields } from '#db/intake/rules/fields.ts'

import { columnLetters } from './column-letters.ts'
import { ColumnSelect } from './column-select.tsx'
import { type Flow, guessOf, isDay, mappingOf, type SheetChoice, withSheet } from './flow.ts'
import { SettingsCard } from './settings-card.tsx'
import type { FlowControl } from './use-flow.ts'

type Props = {
  readonly control: FlowControl
  readonly flow: Flow
  readonly choice: SheetChoice
}

/** Which column of the ledger fills which field, and what holds for rows that leave something out. */
export function ColumnsStep({ control, flow, choice }: Props) {
  const { t } = useTranslation('intake')
  return (
    <div className="intake-columns">
      <section className="card intake-main" aria-labelledby="intake-mapping">
        <header className="intake-card-head">
          <h2 id="intake-mapping" className="card-title">
            {t('columns.title', { kind: t(`kind.${choice.kind}.name`) })}
          </h2>
          <span className="note">{t('columns.required')}</span>
        </header>
        <MappingTable control={control} flow={flow} choice={choice} />
        <UnusedColumns choice={choice} />
      </section>
      <aside className="intake-side">
        <SettingsCard
          kind={choice.kind}
          settings={flow.settings}
          onChange={(settings) => control.change((now) => ({ ...now, settings }))}
        />
      </aside>
    </div>
  )
}

function MappingTable({ control, flow, choice }: Props) {
  const { t } = useTranslation('intake')
  const mapping = mappingOf(choice)
  function map(field: string, column: number | null) {
    const mappings = { ...choice.mappings, [choice.kind]: { ...mapping, [field]: column } }
    control.change((now) => withSheet(now, { mappings }))
  }
  return (
    <table className="intake-table intake-mapping">
      <thead>
        <tr>
          <th scope="col">{t('columns.field')}</th>
          <th scope="col">{t('columns.column')}</th>
          <th scope="col">{t('columns.why')}</th>
          <th scope="col">{t('columns.samples')}</th>
        </tr>
      </thead>
      <tbody>
        {ledgerFields[choice.kind].map((field) => (
          <MappingRow
            key={field.field}
            field={field}
            flow={flow}
            choice={choice}
            column={mapping[field.field] ?? null}
            onChange={(column) => map(field.field, column)}
          />
        ))}
      </tbody>
    </table>
  )
}

function MappingRow({
  field,
  flow,
  choice,
  column,
  onChange,
}: {
  readonly field: LedgerField
  readonly flow: Flow
  readonly choice: SheetChoice
  readonly column: number | null
  readonly onChange: (column: number | null) => void
}) {
  const { t } = useTranslation('intake')
  const id = `intake-field-${field.field}`
  const isGiven = isDay(field.field) && flow.settings.defaultDate !== null
  const isMissing = field.required && column === null && !isGiven
  return (
    <tr className={isMissing ? 'intake-missing' : undefined}>
      <th scope="row">
        <label htmlFor={id}>
          {t(`field.${field.field}`)}
          {field.required && (
            <span className="intake-required" title={t('columns.required')}>
              *
            </span>
          )}
        </label>
      </th>
      <td>
        <ColumnSelect
          id={id}
          headers={choice.described.headers}
          value={column}
          isMissing={isMissing}
          onChange={onChange}
        />
        {isMissing && <p className="field-error">{t('columns.missing')}</p>}
      </td>
      <td className="note">
        {column !== null && <Why choice={choice} field={field} column={column} />}
      </td>
      <td className="intake-samples">
        {column !== null && samplesOf(choice, column).join(t('columns.sampleComma'))}
      </td>
    </tr>
  )
}

/** Why a column stands for a field: as last time, by its head, or because the person says so. */
function Why({
  choice,
  field,
  column,
}: {
  readonly choice: SheetChoice
  readonly field: LedgerField
  readonly column: number
}) {
  const { t } = useTranslation('intake')
  const guess = guessOf(choice)
  if (guess?.mapping[field.field] !== column) return <>{t('why.own')}</>
  if (guess.remembered) return <>{t('why.remembered')}</>
  const { reasons } = guessColumns(choice.described.headers, ledgerFields[choice.kind])
  return <>{t(`why.${reasons[field.field]?.by ?? 'own'}`)}</>
}

const SAMPLES = 3

/** The first different values of a column. */
function samplesOf({ described }: SheetChoice, column: number): readonly string[] {
  const filled = described.preview.map((row) => (row[column] ?? '').trim())
  return [...new Set(filled.filter((value) => value !== ''))].slice(0, SAMPLES)
}

/** Columns that fill no field are named, since what they hold does not enter. */
function UnusedColumns({ choice }: { readonly choice: SheetChoice }) {
  const { t } = useTranslation('intake')
  const { t: common } = useTranslation('common')
  const used = new Set(Object.values(mappingOf(choice)))
  const unused = choice.described.headers.flatMap((header, column) =>
    used.has(column) || header === '' ? [] : [`${columnLetters(column)} ${header}`],
  )
  if (unused.length === 0) return <p className="note intake-unused">{t('columns.allUsed')}</p>
  return (
    <p className="note intake-unused">
      {t('columns.unused', { count: unused.length, columns: unused.join(common('listComma')) })}
    </p>
  )
}
