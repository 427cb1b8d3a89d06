import { Progress } from 'antd'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { informantContract } from '#db/informant/contract.ts'
import {
  isWhole,
  NewPassphraseFields,
  NO_PASSPHRASE,
  type PassphraseWords,
  withPassphrase,
} from '#renderer/keys/new-passphrase.tsx'
import { askCase } from '#renderer/lib/case-client.ts'
import { useShellEvent } from '#renderer/lib/shell-client.ts'

import type { Person } from './holders-panel.tsx'
import { SecondPassphrase } from './second-passphrase.tsx'
import { useAttempt } from './use-attempt.ts'

type Ends = {
  readonly onDone: (words: PassphraseWords | null) => void
  readonly onLeave: () => void
}

/** Gives a member the role (`person`), or the member at work another second passphrase (null). */
export function HolderForm({ person, onDone, onLeave }: Ends & { readonly person: Person | null }) {
  const { t } = useTranslation('informant')
  const attempt = useAttempt()
  const [chosen, setChosen] = useState(NO_PASSPHRASE)
  const [own, setOwn] = useState('')
  const step = person ? 'add' : 'change'

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    if (attempt.pending || own === '' || !isWhole(chosen)) return
    const passphrase = new TextEncoder().encode(own)
    try {
      const words = await withPassphrase(chosen, async (newPassphrase) => {
        const done = await attempt.run(() => ask(person, passphrase, newPassphrase))
        if (!done) throw new Error('the form shows why')
      })
      onDone(words)
    } catch {
      // Nothing was opened, and nothing changed.
    } finally {
      passphrase.fill(0)
    }
  }

  return (
    <form className="card vault-panel" onSubmit={(event) => void submit(event)}>
      <h2>{t(`${step}.title`, { name: person?.name ?? '' })}</h2>
      <p className="start-caution">{t(`${step}.caution`)}</p>
      <NewPassphraseFields id="informant-new" value={chosen} onChange={setChosen} />
      <SecondPassphrase
        value={own}
        onChange={setOwn}
        step={t(`${step}.step`)}
        attempt={attempt}
        onLeave={onLeave}
      />
    </form>
  )
}

function ask(
  person: Person | null,
  passphrase: Uint8Array<ArrayBuffer>,
  newPassphrase: Uint8Array<ArrayBuffer>,
) {
  if (!person) return askCase(informantContract.changePassphrase, { passphrase, newPassphrase })
  const { memberId } = person
  return askCase(informantContract.addHolder, { memberId, passphrase, newPassphrase })
}

/** Takes a holder away: the role gets a new key, and everything is sealed to it. */
export function RemoveHolder({ person, onDone, onLeave }: Ends & { readonly person: Person }) {
  const { t } = useTranslation('informant')
  const attempt = useAttempt()
  const [own, setOwn] = useState('')
  const [share, setShare] = useState<number>()
  useShellEvent((event) => {
    if (event.event !== 'progress' || event.call !== informantContract.removeHolder.name) return
    setShare(event.total === 0 ? 1 : event.done / event.total)
  })

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    if (attempt.pending || own === '') return
    setShare(undefined)
    const passphrase = new TextEncoder().encode(own)
    const { memberId } = person
    const done = await attempt.run(() =>
      askCase(informantContract.removeHolder, { memberId, passphrase }).finally(() =>
        passphrase.fill(0),
      ),
    )
    if (done) onDone(null)
  }

  return (
    <form className="card vault-panel" onSubmit={(event) => void submit(event)}>
      <h2>{t('remove.title', { name: person.name })}</h2>
      <div className="start-caution">
        <p>{t('remove.gone')}</p>
        <p>{t('remove.what')}</p>
      </div>
      <SecondPassphrase
        value={own}
        onChange={setOwn}
        step={t('remove.step')}
        attempt={attempt}
        onLeave={onLeave}
      />
      {attempt.pending && share !== undefined && (
        <div role="status">
          <span className="note">{t('remove.working')}</span>
          <Progress
            percent={Math.round(share * 100)}
            size="small"
            aria-label={t('remove.working')}
          />
        </div>
      )}
    </form>
  )
}
