import { Button } from 'antd'
import dayjs from 'dayjs'
import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { type Identity, SHOWN_SECONDS } from '#db/informant/contract.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { askShell, useShellEvent, useShellQuery } from '#renderer/lib/shell-client.ts'

const PARTS = ['name', 'phone', 'address', 'other'] as const
const MARKS = Array.from({ length: 18 }, (_, at) => at)

/**
 * Who spoke, for one minute. It cannot be marked, copied, dragged or printed, carries the name of
 * who looks, and goes at once with the page, the window or the lock.
 */
export function ShownIdentity({
  code,
  identity,
  viewer,
  onHide,
}: {
  readonly code: string
  readonly identity: Identity
  readonly viewer: string
  readonly onHide: () => void
}) {
  const { t } = useTranslation('informant')
  const left = useCountdown(onHide)
  useShield()
  useNoCopying()
  const start = useShellQuery(shellContract.start, {})
  const canHide = useShellQuery(shellContract.lockSettings, {}).data?.canHide
  const [since] = useState(() => dayjs().format('YYYY-MM-DD HH:mm:ss'))
  const mark = `${viewer} · ${start.data?.deviceName ?? ''} · ${since}`
  return (
    <section className="card informant-shown" aria-labelledby="informant-shown-title">
      <div className="informant-marks" aria-hidden="true">
        {MARKS.map((at) => (
          <span key={at} data-mark={mark} />
        ))}
      </div>
      <header>
        <h2 id="informant-shown-title">{t('shown.title', { code })}</h2>
        <span className="informant-left" role="timer">
          {t('shown.left', { seconds: left })}
        </span>
      </header>
      <progress max={SHOWN_SECONDS} value={left} aria-label={t('shown.timer')} />
      <dl className="fact-list" translate="no">
        {PARTS.filter((part) => identity[part] !== '').map((part) => (
          <div key={part}>
            <dt>{t(`identity.${part}`)}</dt>
            <dd>{identity[part]}</dd>
          </div>
        ))}
      </dl>
      <p className="note">{t('shown.note', { mark })}</p>
      {canHide === false && <p className="start-caution">{t('shown.noShield')}</p>}
      <div className="vault-steps">
        <Button type="primary" onClick={onHide} autoFocus>
          {t('shown.hide')}
        </Button>
      </div>
    </section>
  )
}

const TAKING = ['copy', 'cut', 'dragstart', 'contextmenu', 'selectstart'] as const

/** Nothing of the page can be marked, copied or dragged away meanwhile. */
function useNoCopying(): void {
  useEffect(() => {
    const refuse = (event: Event) => event.preventDefault()
    for (const event of TAKING) document.addEventListener(event, refuse)
    return () => {
      for (const event of TAKING) document.removeEventListener(event, refuse)
    }
  }, [])
}

/** Seconds that are left. Hides at the end, before a lock, and when the window is put away. */
function useCountdown(onHide: () => void): number {
  const [until] = useState(() => performance.now() + SHOWN_SECONDS * 1000)
  const [left, setLeft] = useState(SHOWN_SECONDS)
  const hide = useEffectEvent(onHide)
  useShellEvent(({ event }) => {
    if (event === 'lock-soon') hide()
  })
  useEffect(() => {
    const tick = setInterval(() => {
      const rest = Math.ceil((until - performance.now()) / 1000)
      if (rest <= 0) hide()
      else setLeft(rest)
    }, 250)
    const watch = () => {
      if (document.visibilityState === 'hidden') hide()
    }
    document.addEventListener('visibilitychange', watch)
    return () => {
      clearInterval(tick)
      document.removeEventListener('visibilitychange', watch)
    }
  }, [until])
  return left
}

/** Keeps the window out of pictures of the screen meanwhile, where the system can. */
function useShield(): void {
  useEffect(() => {
    void askShell(shellContract.shield, { on: true }).catch(() => undefined)
    return () => void askShell(shellContract.shield, { on: false }).catch(() => undefined)
  }, [])
}
