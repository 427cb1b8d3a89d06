import { Button, Input } from 'antd'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { type KnownCase, shellContract } from '#electron/shell/contract.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'
import { useEnterCase } from '#renderer/shell/session.ts'

import { MemberSelect } from './member-select.tsx'
import { isTyped, NOTHING_TYPED, TypedTwice } from './typed-twice.tsx'
import { WrongPassphrase } from './wrong-passphrase.tsx'

/** Opens a case with its recovery sheet: who I am, what is on the paper, and a new passphrase. */
export function SheetForm({
  known,
  onLeave,
}: {
  readonly known: KnownCase
  readonly onLeave: () => void
}) {
  const { t } = useTranslation('start')
  const enter = useEnterCase()
  const unlock = useShellCommand(shellContract.unlockWithSheet)
  const [memberId, setMemberId] = useState(known.members[0]?.id ?? '')
  const [typed, setTyped] = useState('')
  const [twice, setTwice] = useState(NOTHING_TYPED)

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (typed === '' || !isTyped(twice) || unlock.isPending) return
    const encoder = new TextEncoder()
    const sheet = encoder.encode(typed)
    const bytes = encoder.encode(twice.typed)
    unlock.mutate(
      { handle: known.handle, memberId, sheet, passphrase: bytes },
      {
        onSuccess: ({ title }) => void enter(title),
        onSettled: () => {
          sheet.fill(0)
          bytes.fill(0)
        },
      },
    )
  }

  return (
    <form onSubmit={submit}>
      <p className="start-practice">{t('sheet.explained')}</p>
      <MemberSelect id="sheet-member" known={known} value={memberId} onChange={setMemberId} />
      <label htmlFor="sheet-groups">{t('sheet.typed')}</label>
      <Input.TextArea
        id="sheet-groups"
        className="start-sheet"
        value={typed}
        rows={3}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        autoFocus
        onChange={({ target }) => setTyped(target.value)}
      />
      <TypedTwice id="sheet" label={t('sheet.newPassphrase')} value={twice} onChange={setTwice} />
      <WrongPassphrase error={unlock.error} at={unlock.submittedAt} />
      <div className="start-submit">
        <Button type="primary" size="large" htmlType="submit" loading={unlock.isPending}>
          {t('unlock.open')}
        </Button>
        <Button size="large" onClick={onLeave} disabled={unlock.isPending}>
          {t('sheet.back')}
        </Button>
      </div>
    </form>
  )
}

/** What is said of a case that no sheet opens. */
export function NoSheet({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation('start')
  return (
    <>
      <p className="start-practice">{t('sheet.none')}</p>
      <div className="start-submit">
        <Button size="large" onClick={onLeave}>
          {t('sheet.back')}
        </Button>
      </div>
    </>
  )
}
