import { useTranslation } from 'react-i18next'

import type { RowChange } from '#db/journal/contract.ts'

import { differenceOf } from './difference.ts'
import { useValueWord } from './value-word.ts'

/** Texts longer than this are compared with each other instead of shown side by side. */
const LONG = 24
const PERSONS: ReadonlySet<string> = new Set(['member', 'problemPerson'])

/** What was changed in each row, field by field, in words. */
export function ChangeList({ changes }: { readonly changes: readonly RowChange[] }) {
  const { t } = useTranslation('journal')
  return (
    <ul className="change-list">
      {changes.map((change) => (
        <li key={change.n}>
          <span className="change-what">
            {t(`operation.${change.operation}`, {
              what: t(`table.${change.table}`, { defaultValue: change.table }),
            })}
          </span>
          <dl>
            {change.fields.map((field) => (
              <FieldChange key={field.field} change={change} field={field} />
            ))}
          </dl>
        </li>
      ))}
    </ul>
  )
}

function FieldChange({
  change: { table, operation },
  field: { field, from, to },
}: {
  readonly change: RowChange
  readonly field: RowChange['fields'][number]
}) {
  const { t } = useTranslation('journal')
  const word = useValueWord()
  const [before, after] = [word(table, field, from), word(table, field, to)]
  const named = field === 'name' && PERSONS.has(table) ? 'personName' : field
  return (
    <div>
      <dt>{t(`field.${named}`, { defaultValue: field })}</dt>
      <dd>
        {operation === 'insert' ? (
          after
        ) : operation === 'delete' ? (
          <del>{before}</del>
        ) : before.length > LONG || after.length > LONG ? (
          <Compared before={before} after={after} />
        ) : (
          <>
            <del>{before || t('history.nothing')}</del>
            <span className="change-arrow"> → </span>
            <ins>{after || t('history.nothing')}</ins>
          </>
        )}
      </dd>
    </div>
  )
}

/** Two long texts as one: what stayed, what was taken out, what was put in. */
function Compared({ before, after }: { readonly before: string; readonly after: string }) {
  let at = 0
  return differenceOf(before, after).map(({ kind, text }) => {
    const key = `${(at += 1)} ${kind}`
    if (kind === 'out') return <del key={key}>{text}</del>
    if (kind === 'in') return <ins key={key}>{text}</ins>
    return <span key={key}>{text}</span>
  })
}
