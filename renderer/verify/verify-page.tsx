import './verify.css'

import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { shellContract } from '#electron/shell/contract.ts'
import {
  askShell,
  useShellCommand,
  useShellEvent,
  useShellQuery,
} from '#renderer/lib/shell-client.ts'
import { type Own, withOwn } from '#renderer/keys/own-passphrase.tsx'
import { useCaseTabs } from '#renderer/shell/case-tabs.ts'
import { Page } from '#renderer/ui/page.tsx'

import { Promises } from './promises.tsx'
import { VerifyForm } from './verify-form.tsx'
import { type Shares, VerifyProgress } from './verify-progress.tsx'
import { VerifyResult } from './verify-result.tsx'

const CALL = 'verify.'

/** Everything about the case that can be checked, checked at once, with a report in plain words. */
export function VerifyPage() {
  const { t } = useTranslation('verify')
  const practice = useShellQuery(shellContract.start, {}).data?.open?.practice === true
  const verify = useShellCommand(shellContract.verifyCase)
  const [shares, setShares] = useState<Shares>({})
  useShellEvent((event) => {
    if (event.event !== 'progress' || !event.call.startsWith(CALL)) return
    const check = event.call.slice(CALL.length)
    setShares((now) => ({ ...now, [check]: event.done / Math.max(1, event.total) }))
  })
  useEffect(() => stop, [])

  async function begin(own: Own, code: string) {
    setShares({})
    try {
      await withOwn(own, (opening) => verify.mutateAsync({ ...opening, code }))
    } catch {
      // The form shows why.
    }
  }

  return (
    <Page title={t('title')} tabs={useCaseTabs()}>
      <div className="verify-page">
        {verify.data && !verify.isPending ? (
          <VerifyResult report={verify.data} onAgain={() => verify.reset()} />
        ) : (
          <section className="card verify-panel screen-only">
            <p className="verify-sentence">{t('sentence')}</p>
            {verify.isPending ? (
              <VerifyProgress shares={shares} onStop={stop} />
            ) : (
              <VerifyForm
                practice={practice}
                error={verify.error}
                triedAt={verify.submittedAt}
                onBegin={(own, code) => void begin(own, code)}
              />
            )}
          </section>
        )}
        <Promises />
      </div>
    </Page>
  )
}

/** Whoever leaves the page has no use for a report that nobody shows. */
function stop(): void {
  void askShell(shellContract.stopVerifying, {})
}
