import { Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'

import { type VerifyCheck, verifyChecks } from '#db/verify/contract.ts'

/** How far each check is, from 0 to 1; undefined before it begins. */
export type Shares = Partial<Record<VerifyCheck, number>>

/** The checks that tell how far they are; the others come out of these. */
const TOLD = verifyChecks.filter((check) => check !== 'signatures' && check !== 'code')

/** Which check is being made, in plain words, and the way out. */
export function VerifyProgress({
  shares,
  onStop,
}: {
  readonly shares: Shares
  readonly onStop: () => void
}) {
  const { t } = useTranslation('verify')
  const at = TOLD.findLastIndex((check) => shares[check] !== undefined)
  const current = TOLD[at]
  return (
    <div className="verify-progress">
      <p role="status">{current ? t(`doing.${current}`) : t('doing.unlock')}</p>
      <ol>
        {TOLD.map((check, place) => {
          const share = place < at ? 1 : (shares[check] ?? 0)
          return (
            <li key={check}>
              <span>{t(`check.${check}`)}</span>
              <Progress
                percent={Math.round(share * 100)}
                size="small"
                aria-label={t(`check.${check}`)}
              />
            </li>
          )
        })}
      </ol>
      <p className="note">{t('doing.note')}</p>
      <Button onClick={onStop}>{t('doing.stop')}</Button>
    </div>
  )
}
