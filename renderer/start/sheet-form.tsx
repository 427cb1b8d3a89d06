import { Button, Input } from 'antd'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { type KnownCase, shellContract } from '#electron/shell/contract.ts'
import { offersRebuild, RebuildOffer } from '#renderer/backup/rebuild-offer.tsx'
import { useShellCommand } from '#renderer/lib/shell-client.ts'
import { useOpening } from '#renderer/shell/session.ts'

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
  const { unlock, open } = useUnlockWithSheet(known)
  const [memberId, setMemberId] = useState(known.members[0]?.id ?? '')
  const [typed, setTyped] = useState('')
  const [second, setSecond] = useState('')
  const [twice, setTwice] = useState(NOTHING_TYPED)

  function submit(event?: SubmitEvent) {
    event?.preventDefault()
    if (typed === '' || !isTyped(twice) || unlock.isPending) return
    if (known.split && second === '') return
    open({
      memberId,
      typed,
      second: known.split ? second : null,
      passphrase: twice.typed,
      // Only what the offer below asks for.
      rebuild: event === undefined,
    })
  }

  return (
    <form onSubmit={submit}>
      <p className="start-practice">
        {known.split ? t('sheet.explainedSplit') : t('sheet.explained')}
      </p>
      <MemberSelect id="sheet-member" known={known} value={memberId} onChange={setMemberId} />
      <Papers
        split={known.split}
        typed={typed}
        second={second}
        onType={setTyped}
        onSecond={setSecond}
      />
      <TypedTwice id="sheet" label={t('sheet.newPassphrase')} value={twice} onChange={setTwice} />
      <WrongPassphrase error={unlock.error} at={unlock.submittedAt} />
      {offersRebuild(unlock.error) && (
        <RebuildOffer pending={unlock.isPending} onRebuild={() => submit()} />
      )}
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

type Typing = {
  readonly memberId: string
  readonly typed: string
  readonly second: string | null
  readonly passphrase: string
  readonly rebuild: boolean
}

/** Opens with what was typed, and wipes it. */
function useUnlockWithSheet({ handle }: KnownCase) {
  const showOpened = useOpening()
  const unlock = useShellCommand(shellContract.unlockWithSheet)
  function open({ memberId, typed, second, passphrase: text, rebuild }: Typing) {
    const encoder = new TextEncoder()
    const sheet = encoder.encode(typed)
    const secondSheet = second === null ? null : encoder.encode(second)
    const passphrase = encoder.encode(text)
    showOpened(unlock.mutateAsync({ handle, memberId, sheet, secondSheet, passphrase, rebuild }), [
      sheet,
      secondSheet,
      passphrase,
    ])
  }
  return { unlock, open }
}

/** What stands on the sheet, or on two of three. */
function Papers({
  split,
  typed,
  second,
  onType,
  onSecond,
}: {
  readonly split: boolean
  readonly typed: string
  readonly second: string
  readonly onType: (typed: string) => void
  readonly onSecond: (typed: string) => void
}) {
  const { t } = useTranslation('start')
  return (
    <>
      <Typed
        id="sheet-groups"
        label={split ? t('sheet.typedFirst') : t('sheet.typed')}
        value={typed}
        onChange={onType}
        autoFocus
      />
      {split && (
        <Typed
          id="sheet-second"
          label={t('sheet.typedSecond')}
          value={second}
          onChange={onSecond}
        />
      )}
    </>
  )
}

/** The groups of one paper. */
function Typed({
  id,
  label,
  value,
  onChange,
  autoFocus = false,
}: {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly autoFocus?: boolean
}) {
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <Input.TextArea
        id={id}
        className="start-sheet"
        value={value}
        rows={3}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        autoFocus={autoFocus}
        onChange={({ target }) => onChange(target.value)}
      />
    </>
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
