import { Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { shellContract } from '#electron/shell/contract.ts'
import { useShellEvent, useShellQuery } from '#renderer/lib/shell-client.ts'

import { LockPanel } from './lock-panel.tsx'
import { useStirring } from './use-stirring.ts'

/** After how long the case is locked; the last seconds are counted. A click opens the settings. */
export function LockTimer() {
  const { t } = useTranslation('shell')
  const { data } = useShellQuery(shellContract.lockSettings, {})
  const [seconds, setSeconds] = useState<number | null>(null)
  const [open, setOpen] = useState(false)
  useShellEvent((event) => {
    if (event.event === 'lock-in') setSeconds(event.seconds)
  })
  useStirring(seconds !== null)
  if (!data) return null
  const counting = seconds !== null
  return (
    <span className={counting ? 'lock-timer lock-timer-counting' : 'lock-timer'}>
      <Popover
        trigger="click"
        placement="topLeft"
        arrow={false}
        open={open}
        onOpenChange={setOpen}
        destroyOnHidden
        content={
          <div role="dialog" aria-label={t('lock.title')} className="lock-panel">
            <LockPanel
              settings={data.settings}
              canHide={data.canHide}
              onClose={() => setOpen(false)}
            />
          </div>
        }
      >
        <button type="button" aria-expanded={open} aria-haspopup="dialog">
          {counting
            ? t('lock.in', { seconds })
            : t('lock.timer', { minutes: data.settings.idleMinutes })}
        </button>
      </Popover>
      {/* Said once: a count that is read out would never end. */}
      <span role="status" className="visually-hidden">
        {counting && t('lock.soon')}
      </span>
    </span>
  )
}
