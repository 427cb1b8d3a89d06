import { InputNumber, Switch } from 'antd'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'

import { type LockSettings, shellContract } from '#electron/shell/contract.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

/** When the case is locked by itself; each change holds at once. */
export function LockPanel({
  settings,
  onClose,
}: {
  readonly settings: LockSettings
  readonly onClose: () => void
}) {
  const { t } = useTranslation('shell')
  const set = useShellCommand(shellContract.setLock)
  const change = (changed: Partial<LockSettings>) => set.mutate({ ...settings, ...changed })
  function press(event: KeyboardEvent) {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onClose()
  }
  return (
    // Esc closes the panel from any of its fields.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div onKeyDown={press}>
      <h3 className="lock-panel-title">{t('lock.title')}</h3>
      <div className="lock-panel-row">
        <label htmlFor="lock-idle">{t('lock.idle')}</label>
        <span>
          <InputNumber
            id="lock-idle"
            size="small"
            min={1}
            max={30}
            precision={0}
            autoFocus
            value={settings.idleMinutes}
            onChange={(idleMinutes) => idleMinutes !== null && change({ idleMinutes })}
          />{' '}
          <span className="note">{t('lock.minutes')}</span>
        </span>
      </div>
      <div className="lock-panel-row">
        <label htmlFor="lock-minimise">{t('lock.onMinimise')}</label>
        <Switch
          id="lock-minimise"
          size="small"
          checked={settings.onMinimise}
          onChange={(onMinimise) => change({ onMinimise })}
        />
      </div>
      <p className="note">{t('lock.always')}</p>
      <Refusal error={set.error} />
    </div>
  )
}
