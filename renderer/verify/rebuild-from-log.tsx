import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { shellContract } from '#electron/shell/contract.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

/** Offers to make the database anew from its log: asks once, with what will be done, then locks. */
export function RebuildFromLog() {
  const { t } = useTranslation('verify')
  const rebuild = useShellCommand(shellContract.rebuildCase)
  const [asked, setAsked] = useState(false)
  return (
    <section
      className="verify-rebuild screen-only"
      aria-labelledby="verify-rebuild"
      aria-live="polite"
    >
      <h3 id="verify-rebuild">{t('rebuild.title')}</h3>
      <p>{t('rebuild.why')}</p>
      {asked ? (
        <>
          <ul>
            <li>{t('rebuild.locks')}</li>
            <li>{t('rebuild.keeps')}</li>
            <li>{t('rebuild.without')}</li>
          </ul>
          <div className="verify-steps">
            <Button
              type="primary"
              autoFocus
              loading={rebuild.isPending}
              onClick={() => rebuild.mutate({})}
            >
              {t('rebuild.confirm')}
            </Button>
            <Button onClick={() => setAsked(false)}>{t('common:cancel')}</Button>
          </div>
        </>
      ) : (
        <Button onClick={() => setAsked(true)}>{t('rebuild.begin')}</Button>
      )}
      <Refusal error={rebuild.error} />
    </section>
  )
}
