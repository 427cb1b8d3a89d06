import { InputNumber, Switch } from 'antd'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'

import { type LockSettings, shellContract } from '#electron/shell/contract.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

type Props = {
  readonly settings: LockSettings
  /** Whether the system lets the window keep itself out of pictures of the screen. */
  readonly canHide: boolean
  readonly onClose: () => void
}

/** When the case is locked by itself, and who sees the window; each change holds at once. */
export function LockPanel({ settings, canHide, onClose }: Props) {
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
      <SwitchRow
        id="lock-minimise"
        label={t('lock.onMinimise')}
        note={t('lock.always')}
        checked={settings.onMinimise}
        onChange={(onMinimise) => change({ onMinimise })}
      />
      <SwitchRow
        id="lock-screen"
        label={t('lock.screen')}
        note={t(canHide ? 'lock.screenNote' : 'lock.noScreen')}
        checked={canHide && settings.hideFromScreen}
        disabled={!canHide}
        onChange={(hideFromScreen) => change({ hideFromScreen })}
      />
      <Refusal error={set.error} />
    </div>
  )
}

function SwitchRow({
  id,
  label,
  note,
  ...control
}: {
  readonly id: string
  readonly label: string
  readonly note: string
  readonly checked: boolean
  readonly disabled?: boolean
  readonly onChange: (checked: boolean) => void
}) {
  return (
    <>
      <div className="lock-panel-row">
        <label htmlFor={id}>{label}</label>
        <Switch id={id} size="small" aria-describedby={`${id}-note`} {...control} />
      </div>
      <p className="note" id={`${id}-note`}>
        {note}
      </p>
    </>
  )
}
