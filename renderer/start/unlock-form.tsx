import { Button, Select } from 'antd'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { memberRoles } from '#db/kernel/codes.ts'
import { type KnownCase, shellContract } from '#electron/shell/contract.ts'
import { formatDateTime } from '#renderer/lib/format.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'
import { explain, useCodeWord } from '#renderer/lib/words.ts'
import { useEnterCase } from '#renderer/shell/session.ts'
import { RefusalSign } from '#renderer/ui/refusal.tsx'

import { PassphraseField } from './passphrase-field.tsx'
import type { Doors } from './use-doors.ts'

/** Opens one case: who is at work, and the passphrase. A practice case needs none. */
export function UnlockForm({ known, doors }: { readonly known: KnownCase; readonly doors: Doors }) {
  const { t } = useTranslation('start')
  return (
    <>
      <h2 className="start-title">{known.title}</h2>
      <p className="start-facts note">
        {known.practice && <span className="practice-mark">{t('practiceMark')}</span>}
        {known.lastOpenedAt !== null &&
          t('unlock.lastOpened', { time: formatDateTime(known.lastOpenedAt) })}
      </p>
      {known.practice ? <PracticeDoor doors={doors} /> : <Passphrase known={known} />}
    </>
  )
}

function PracticeDoor({ doors }: { readonly doors: Doors }) {
  const { t } = useTranslation('start')
  return (
    <>
      <p className="start-practice">{t('practice.explained')}</p>
      <div className="start-submit">
        <Button
          type="primary"
          size="large"
          loading={doors.practicePending}
          onClick={doors.openPractice}
        >
          {t('practice.open')}
        </Button>
      </div>
    </>
  )
}

function Passphrase({ known }: { readonly known: KnownCase }) {
  const { t } = useTranslation('start')
  const word = useCodeWord()
  const enter = useEnterCase()
  const unlock = useShellCommand(shellContract.unlockCase)
  const [memberId, setMemberId] = useState(known.members[0]?.id ?? '')
  const [passphrase, setPassphrase] = useState('')
  const members = known.members.map(({ id, name, role }) => ({
    value: id,
    label: t('unlock.member', { name, role: word(memberRoles, role) }),
  }))

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (passphrase === '' || unlock.isPending) return
    const bytes = new TextEncoder().encode(passphrase)
    unlock.mutate(
      { handle: known.handle, memberId, passphrase: bytes },
      { onSuccess: () => void enter(), onSettled: () => bytes.fill(0) },
    )
  }

  return (
    <form onSubmit={submit}>
      <label htmlFor="unlock-member">{t('unlock.who')}</label>
      <Select
        id="unlock-member"
        className="start-select"
        size="large"
        value={memberId}
        onChange={setMemberId}
        options={members}
      />
      <label htmlFor="unlock-passphrase">{t('passphrase.label')}</label>
      <PassphraseField
        id="unlock-passphrase"
        value={passphrase}
        onChange={(value) => {
          setPassphrase(value)
          unlock.reset()
        }}
        {...(unlock.error ? { status: 'error' as const, describedBy: 'unlock-error' } : {})}
        autoFocus
      />
      <div id="unlock-error" role="alert">
        {unlock.error &&
          explain(unlock.error).map((sentence) => (
            <p key={sentence} className="field-error">
              <RefusalSign size={16} />
              {sentence}
            </p>
          ))}
      </div>
      <div className="start-submit">
        <Button type="primary" size="large" htmlType="submit" loading={unlock.isPending}>
          {t('unlock.open')} <kbd className="key-cap">Enter</kbd>
        </Button>
      </div>
    </form>
  )
}
