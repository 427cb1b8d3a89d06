import { Button } from 'antd'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { type KnownCase, shellContract } from '#electron/shell/contract.ts'
import { offersRebuild, RebuildOffer } from '#renderer/backup/rebuild-offer.tsx'
import { formatDateTime } from '#renderer/lib/format.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'
import { useOpening } from '#renderer/shell/session.ts'

import { type ChosenFile, KeyFileField } from './key-file-field.tsx'
import { MemberSelect } from './member-select.tsx'
import { PassphraseField } from './passphrase-field.tsx'
import { NoSheet, SheetForm } from './sheet-form.tsx'
import type { Doors } from './use-doors.ts'
import { WrongPassphrase } from './wrong-passphrase.tsx'

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
      {known.rebuild && (
        <p className="start-facts" role="status">
          {t('unlock.rebuild')}
        </p>
      )}
      {known.practice ? <PracticeDoor doors={doors} /> : <Doorway known={known} />}
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

/** Two ways in: the member's passphrase, or the recovery sheet when that is lost. */
function Doorway({ known }: { readonly known: KnownCase }) {
  const [bySheet, setBySheet] = useState(false)
  const leave = () => setBySheet(false)
  if (!bySheet) return <Passphrase known={known} onSheet={() => setBySheet(true)} />
  return known.sheet ? <SheetForm known={known} onLeave={leave} /> : <NoSheet onLeave={leave} />
}

function Passphrase({
  known,
  onSheet,
}: {
  readonly known: KnownCase
  readonly onSheet: () => void
}) {
  const { t } = useTranslation('start')
  const { unlock, open } = useUnlock(known)
  const [memberId, setMemberId] = useState(known.members[0]?.id ?? '')
  const [passphrase, setPassphrase] = useState('')
  const [keyFile, setKeyFile] = useState<ChosenFile | null>(null)
  const needed = known.members.some(({ id, keyFile: needs }) => id === memberId && needs)
  function submit(event?: SubmitEvent) {
    event?.preventDefault()
    if (passphrase === '' || unlock.isPending) return
    const chosen = needed ? (keyFile?.handle ?? null) : null
    // Rebuilt is only what the offer below asks for.
    open({ memberId, passphrase, keyFile: chosen, rebuild: event === undefined })
  }

  return (
    <form onSubmit={submit}>
      <MemberSelect id="unlock-member" known={known} value={memberId} onChange={setMemberId} />
      <label htmlFor="unlock-passphrase">{t('passphrase.label')}</label>
      <PassphraseField
        id="unlock-passphrase"
        value={passphrase}
        onChange={setPassphrase}
        {...(unlock.error ? { status: 'error' as const, describedBy: 'unlock-error' } : {})}
        autoFocus
      />
      {needed && <NeededFile value={keyFile} onChange={setKeyFile} />}
      <div id="unlock-error">
        <WrongPassphrase error={unlock.error} at={unlock.submittedAt} />
      </div>
      {offersRebuild(unlock.error) && (
        <RebuildOffer pending={unlock.isPending} onRebuild={() => submit()} />
      )}
      <div className="start-submit">
        <Button type="primary" size="large" htmlType="submit" loading={unlock.isPending}>
          {t('unlock.open')} <kbd className="key-cap">Enter</kbd>
        </Button>
        <Button type="link" onClick={onSheet}>
          {t('unlock.bySheet')}
        </Button>
      </div>
    </form>
  )
}

type Typing = {
  readonly memberId: string
  readonly passphrase: string
  readonly keyFile: string | null
  readonly rebuild: boolean
}

/** Opens with what was typed, and wipes it. */
function useUnlock({ handle }: KnownCase) {
  const showOpened = useOpening()
  const unlock = useShellCommand(shellContract.unlockCase)
  function open({ passphrase: typed, ...given }: Typing) {
    const passphrase = new TextEncoder().encode(typed)
    showOpened(unlock.mutateAsync({ handle, passphrase, ...given }), [passphrase])
  }
  return { unlock, open }
}

function NeededFile({
  value,
  onChange,
}: {
  readonly value: ChosenFile | null
  readonly onChange: (value: ChosenFile) => void
}) {
  const { t } = useTranslation('start')
  return (
    <KeyFileField
      id="unlock-key-file"
      label={t('keyFile.label')}
      value={value}
      onChange={onChange}
    />
  )
}
