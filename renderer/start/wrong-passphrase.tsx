import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Failure } from '#db/kernel/failure.ts'
import { explain, explainReason } from '#renderer/lib/words.ts'
import { RefusalSign } from '#renderer/ui/refusal.tsx'

const WAIT = 'case.wait-first'
/** Told by the offer that stands below. */
const OFFERED = 'recovery.from-log'

/** Why a passphrase or a sheet did not open, and how long to wait after wrong tries, counted down. */
export function WrongPassphrase({ error, at }: { readonly error: unknown; readonly at: number }) {
  if (error === null || error === undefined) return <div role="alert" />
  const wait =
    error instanceof Failure ? error.reasons.find(({ code }) => code === WAIT) : undefined
  const sentences =
    error instanceof Failure
      ? error.reasons
          .filter((reason) => reason !== wait && reason.code !== OFFERED)
          .map(explainReason)
      : explain(error)
  return (
    <div role="alert">
      {sentences.map((sentence) => (
        <p key={sentence} className="field-error">
          <RefusalSign size={16} />
          {sentence}
        </p>
      ))}
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
  if (left === 0) return <p>{t('wait.over')}</p>
  return (
    <p className="field-error">
      <RefusalSign size={16} />
      {explainReason({ code: WAIT, about: [String(left), wrong] })}
    </p>
  )
}
