import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Failure } from '#db/kernel/failure.ts'
import { explainReason } from '#renderer/lib/words.ts'
import { RefusalSign } from '#renderer/ui/refusal.tsx'

import { explain } from '#renderer/lib/words.ts'

const WAIT = 'case.wait-first'

/** Why a passphrase or a sheet did not open, and how long to wait after wrong tries, counted down. */
export function WrongPassphrase({ error, at }: { readonly error: unknown; readonly at: number }) {
  const reasons = error instanceof Failure ? error.reasons : []
  const wait = reasons.find(({ code }) => code === WAIT)
  const others = new Failure(
    'refused',
    reasons.filter((reason) => reason !== wait),
  )
  return (
    <div role="alert">
      {(error instanceof Failure ? explain(others) : error ? explain(error) : []).map(
        (sentence) => (
          <p key={sentence} className="field-error">
            <RefusalSign size={16} />
            {sentence}
          </p>
        ),
      )}
      {wait && (
        <Countdown key={at} seconds={Number(wait.about?.[0])} wrong={wait.about?.[1] ?? ''} />
      )}
    </div>
  )
}

function Countdown({ seconds, wrong }: { readonly seconds: number; readonly wrong: string }) {
  const { t } = useTranslation('start')
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    const second = setInterval(() => setLeft((now) => Math.max(0, now - 1)), 1000)
    return () => clearInterval(second)
  }, [])
  return (
    <p className="field-error">
      <RefusalSign size={16} />
      {left > 0 ? explainReason({ code: WAIT, about: [String(left), wrong] }) : t('wait.over')}
    </p>
  )
}
