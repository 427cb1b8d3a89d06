import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { casefileContract } from '#db/casefile/contract.ts'
import type { CheckResult, VerifyReport } from '#db/verify/contract.ts'
import { mendsFromLog } from '#db/verify/rules.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatCount, formatFullTime } from '#renderer/lib/format.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { FindingList } from './finding-list.tsx'
import { RebuildFromLog } from './rebuild-from-log.tsx'
import { SigningKeys } from './signing-keys.tsx'

/** The report: what was checked, how much of it, what was found, and what to do about it. */
export function VerifyResult({
  report,
  onAgain,
}: {
  readonly report: VerifyReport
  readonly onAgain: () => void
}) {
  const { t } = useTranslation('verify')
  const summary = useCaseQuery(casefileContract.summary, {})
  const print = useShellCommand(shellContract.print)
  const found = report.checks.reduce((sum, { count }) => sum + count, 0)
  const unmade = report.checks.some(({ made, check }) => !made && check !== 'code')
  return (
    <section className="card verify-panel verify-paper" aria-labelledby="verify-headline">
      <h2 id="verify-headline" className={found > 0 ? 'verify-bad' : undefined}>
        {found > 0 || unmade ? t('report.found', { n: formatCount(found) }) : t('report.whole')}
      </h2>
      <p className="note">
        {t('report.when', {
          title: summary.data?.title ?? '',
          time: formatFullTime(report.at),
          seq: report.head === null ? '—' : formatCount(report.head.seq),
        })}
      </p>
      {found > 0 && <WhatToDo />}
      {mendsFromLog(report.checks) && <RebuildFromLog />}
      <ChecksTable checks={report.checks} />
      {report.checks.map(({ check, findings, count }) => (
        <FindingList key={check} check={check} findings={findings} count={count} />
      ))}
      <Coded coded={report.coded} />
      <SigningKeys report={report} />
      <PresentCode head={report.head} />
      <div className="verify-steps screen-only">
        <Button type="primary" loading={print.isPending} onClick={() => print.mutate({})}>
          {t('report.print')}
        </Button>
        <Button onClick={onAgain}>{t('report.again')}</Button>
      </div>
      <Refusal error={print.error} />
    </section>
  )
}

function ChecksTable({ checks }: { readonly checks: readonly CheckResult[] }) {
  const { t } = useTranslation('verify')
  return (
    <table className="verify-table">
      <thead>
        <tr>
          <th scope="col">{t('report.columns.check')}</th>
          <th scope="col">{t('report.columns.counted')}</th>
          <th scope="col">{t('report.columns.result')}</th>
        </tr>
      </thead>
      <tbody>
        {checks.map((check) => (
          <CheckRow key={check.check} result={check} />
        ))}
      </tbody>
    </table>
  )
}

function PresentCode({ head }: { readonly head: VerifyReport['head'] }) {
  const { t } = useTranslation('verify')
  if (!head) return null
  return (
    <div className="verify-code">
      <h3>{t('report.code')}</h3>
      <p className="verify-groups" translate="no">
        {head.code}
      </p>
      <p className="note">{t('report.codeNote')}</p>
    </div>
  )
}

function WhatToDo() {
  const { t } = useTranslation('verify')
  return (
    <div className="verify-todo" role="alert">
      <h3>{t('todo.title')}</h3>
      <ol>
        <li>{t('todo.stop')}</li>
        <li>{t('todo.keep')}</li>
        <li>{t('todo.print')}</li>
        <li>{t('todo.compare')}</li>
      </ol>
    </div>
  )
}

function CheckRow({ result }: { readonly result: CheckResult }) {
  const { t } = useTranslation('verify')
  const { check, made, counted, count } = result
  const numbers = Object.fromEntries(
    Object.entries(counted).map(([name, number]) => [name, formatCount(number)]),
  )
  const looked = made && Object.keys(counted).length > 0
  return (
    <tr>
      <th scope="row">{t(`check.${check}`)}</th>
      <td>{looked ? t(`counted.${check}`, { ...numbers }) : '—'}</td>
      <td className={count > 0 ? 'verify-bad' : undefined}>
        {!made
          ? t(check === 'code' ? 'result.notAsked' : 'result.notMade')
          : count > 0
            ? t('result.found', { n: formatCount(count) })
            : t('result.whole')}
      </td>
    </tr>
  )
}

function Coded({ coded }: { readonly coded: VerifyReport['coded'] }) {
  const { t } = useTranslation('verify')
  if (!coded) return null
  const { seq, at, member } = coded
  return (
    <p className="verify-coded">
      {t('report.coded', { seq: formatCount(seq), time: formatFullTime(at), member })}
    </p>
  )
}
