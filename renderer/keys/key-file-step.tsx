import { Button, Radio } from 'antd'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { shellContract } from '#electron/shell/contract.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'
import { type ChosenFile, KeyFileField } from '#renderer/start/key-file-field.tsx'

import { NO_OWN, OwnPassphrase, withOwn } from './own-passphrase.tsx'

type Goal = 'set' | 'drop'

/** Has the key of the member at work need a key file, another one, or none again. */
export function KeyFileStep({
  needed,
  sheet,
  onChanged,
  onLeave,
}: {
  /** Whether it needs one now. */
  readonly needed: boolean
  /** Whether there is a recovery sheet, which alone helps when the file is lost. */
  readonly sheet: boolean
  readonly onChanged: () => void
  readonly onLeave: () => void
}) {
  const { t } = useTranslation('keys')
  const change = useShellCommand(shellContract.changeKeyFile)
  const [goal, setGoal] = useState<Goal>('set')
  const [next, setNext] = useState<ChosenFile | null>(null)
  const [own, setOwn] = useState(NO_OWN)
  const setting = !needed || goal === 'set'

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    if (change.isPending || own.typed === '' || (setting && !next)) return
    const nextKeyFile = setting ? (next?.handle ?? null) : null
    try {
      await withOwn(own, (opening) => change.mutateAsync({ ...opening, nextKeyFile }))
      onChanged()
    } catch {
      // The form shows why.
    }
  }

  if (!sheet && !needed) return <SheetFirst onLeave={onLeave} />
  return (
    <form className="card vault-panel" onSubmit={(event) => void submit(event)}>
      <h2>{t('keyFile.title')}</h2>
      <p>{t('keyFile.what')}</p>
      <p className="start-caution">{setting ? t('keyFile.caution') : t('keyFile.dropCaution')}</p>
      {needed && <Goals goal={goal} onChange={setGoal} />}
      {setting && (
        <KeyFileField
          id="keys-next-file"
          label={needed ? t('keyFile.next') : t('keyFile.title')}
          value={next}
          onChange={setNext}
          make
        />
      )}
      <OwnPassphrase
        value={own}
        onChange={setOwn}
        label={t('own')}
        step={setting ? t('keyFile.set') : t('keyFile.drop')}
        pending={change.isPending}
        error={change.error}
        triedAt={change.submittedAt}
        onLeave={onLeave}
      />
    </form>
  )
}

function Goals({
  goal,
  onChange,
}: {
  readonly goal: Goal
  readonly onChange: (goal: Goal) => void
}) {
  const { t } = useTranslation('keys')
  return (
    <Radio.Group
      name="keys-file-goal"
      value={goal}
      onChange={({ target }) => onChange(target.value === 'drop' ? 'drop' : 'set')}
      options={[
        { value: 'set', label: t('keyFile.another') },
        { value: 'drop', label: t('keyFile.drop') },
      ]}
    />
  )
}

function SheetFirst({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation('keys')
  return (
    <section className="card vault-panel">
      <h2>{t('keyFile.title')}</h2>
      <p>{t('keyFile.what')}</p>
      <p className="start-caution">{t('keyFile.sheetFirst')}</p>
      <Leave onLeave={onLeave} />
    </section>
  )
}

function Leave({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation('common')
  return (
    <div className="vault-steps">
      <Button onClick={onLeave}>{t('cancel')}</Button>
    </div>
  )
}
