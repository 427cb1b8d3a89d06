import { Button, Popover } from 'antd'
import { useTranslation } from 'react-i18next'

import { speakerKinds } from '#db/kernel/opinion-codes.ts'
import { opinionContract, type OpinionFilter, type UnitVoices } from '#db/opinion/contract.ts'
import { missingKinds, THREE_KINDS } from '#db/opinion/rules.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatCount, formatShare } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

type Asked = Pick<OpinionFilter, 'unitId' | 'period'>

/** Below this many, a share says less than the two counts. */
const FEWEST_FOR_SHARE = 5

/** Behind a button: whether each unit's three kinds were heard (R49), and how many directly (R30). */
export function CoverageButton(asked: Asked) {
  const { t } = useTranslation('opinion')
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      content={<CoveragePanel {...asked} />}
    >
      <Button size="small">{t('coverage.open')}</Button>
    </Popover>
  )
}

function CoveragePanel({ unitId, period }: Asked) {
  const { t } = useTranslation('opinion')
  const coverage = useCaseQuery(opinionContract.coverage, { unitId, period })
  const { silent = 0, rows = [] } = coverage.data ?? {}
  const total = rows.reduce((sum, row) => sum + row.total, 0)
  const direct = rows.reduce((sum, row) => sum + row.direct, 0)
  return (
    <section className="coverage" aria-label={t('coverage.title')}>
      <Refusal error={coverage.error} />
      <p>
        <b>{t('coverage.direct', { direct: formatCount(direct), total: formatCount(total) })}</b>
        {total >= FEWEST_FOR_SHARE &&
          ` ${t('coverage.share', { share: formatShare(direct / total) })}`}
      </p>
      <p className="note">{t('coverage.silent', { count: silent, shown: formatCount(silent) })}</p>
      {rows.length > 0 && <CoverageTable rows={rows} />}
    </section>
  )
}

function CoverageTable({ rows }: { readonly rows: readonly UnitVoices[] }) {
  const { t } = useTranslation('opinion')
  const word = useCodeWord()
  return (
    <div className="coverage-scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('column.unit')}</th>
            {THREE_KINDS.map((kind) => (
              <th key={kind} scope="col">
                {word(speakerKinds, kind)}
              </th>
            ))}
            <th scope="col">{t('coverage.heard')}</th>
            <th scope="col">{t('coverage.lacking')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.unitId}>
              <th scope="row">{row.unitName}</th>
              {THREE_KINDS.map((kind) => (
                <td key={kind}>{row[kind]}</td>
              ))}
              <td>{t('coverage.of', { direct: row.direct, total: row.total })}</td>
              <td className="coverage-lacking">
                {missingKinds(row)
                  .map((kind) => word(speakerKinds, kind))
                  .join(t('common:listComma'))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
