import { Button, Input } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { isComposing } from '#renderer/lib/composition.ts'

/** A passphrase. Its dots are always twelve, so that they do not tell its length. */
export function PassphraseField({
  id,
  value,
  onChange,
  status,
  describedBy,
  autoFocus = false,
}: {
  readonly id?: string
  readonly value?: string
  readonly onChange?: (value: string) => void
  readonly status?: 'error'
  readonly describedBy?: string
  readonly autoFocus?: boolean
}) {
  const { t } = useTranslation('start')
  const [shown, setShown] = useState(false)
  const { warning, heed } = useKeyboardWarning()
  const filled = (value ?? '') !== ''
  return (
    <span className="passphrase">
      <Input
        id={id}
        className={filled && !shown ? 'passphrase-input passphrase-covered' : 'passphrase-input'}
        type={shown ? 'text' : 'password'}
        value={value}
        size="large"
        {...(status && { status })}
        autoComplete="off"
        spellCheck={false}
        // The page has one purpose, and the field is where it begins.
        autoFocus={autoFocus}
        maxLength={1000}
        aria-describedby={describedBy}
        onChange={(event) => onChange?.(event.target.value)}
        onKeyDown={heed}
        onKeyUp={heed}
        suffix={
          <Button type="link" size="small" onClick={() => setShown(!shown)} aria-pressed={shown}>
            {shown ? t('passphrase.hide') : t('passphrase.show')}
          </Button>
        }
      />
      {filled && !shown && (
        <span className="passphrase-dots" aria-hidden="true">
          {'●'.repeat(12)}
        </span>
      )}
      <span className="passphrase-warning" role="status">
        {warning !== undefined && t(`passphrase.${warning}`)}
      </span>
    </span>
  )
}

/** Notices a locked Caps key and an input method, the usual reasons of a wrong passphrase. */
function useKeyboardWarning() {
  const [warning, setWarning] = useState<'capsLock' | 'inputMethod'>()
  function heed(event: KeyboardEvent) {
    if (isComposing(event)) setWarning('inputMethod')
    else if (event.getModifierState('CapsLock')) setWarning('capsLock')
    else setWarning(undefined)
  }
  return { warning, heed }
}
