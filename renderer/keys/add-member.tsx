import { Input } from 'antd'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import type { MemberRole } from '#db/casefile/contract.ts'
import { memberRoles } from '#db/kernel/codes.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'
import { CodeSelect } from '#renderer/ui/code-select.tsx'

import {
  isWhole,
  NewPassphraseFields,
  NO_PASSPHRASE,
  type PassphraseWords,
  withPassphrase,
} from './new-passphrase.tsx'
import { NO_OWN, OwnPassphrase, withOwn } from './own-passphrase.tsx'

export type Person = { readonly name: string; readonly role: MemberRole }

/** Gives a person a key of his own. What cannot be called back is said before. */
export function AddMember({
  person,
  onAdded,
  onLeave,
}: {
  /** A member of the group without a key, or nobody yet. */
  readonly person: Person | null
  readonly onAdded: (name: string, words: PassphraseWords | null) => void
  readonly onLeave: () => void
}) {
  const { t } = useTranslation('keys')
  const add = useShellCommand(shellContract.addMember)
  const [name, setName] = useState(person?.name ?? '')
  const [role, setRole] = useState<MemberRole>(person?.role ?? 'member')
  const [chosen, setChosen] = useState(NO_PASSPHRASE)
  const [own, setOwn] = useState(NO_OWN)

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    if (add.isPending || name.trim() === '' || own.typed === '' || !isWhole(chosen)) return
    try {
      const words = await withOwn(own, (opening) =>
        withPassphrase(chosen, (newPassphrase) =>
          add.mutateAsync({ name, role, ...opening, newPassphrase }),
        ),
      )
      onAdded(name, words)
    } catch {
      // The form shows why.
    }
  }

  return (
    <form className="card vault-panel" onSubmit={(event) => void submit(event)}>
      <h2>{person ? t('add.titleOf', { name: person.name }) : t('add.title')}</h2>
      <p className="start-caution">{t('add.caution')}</p>
      {person === null && (
        <PersonFields name={name} role={role} onName={setName} onRole={setRole} />
      )}
      <NewPassphraseFields id="keys-new" value={chosen} onChange={setChosen} />
      <OwnPassphrase
        value={own}
        onChange={setOwn}
        label={t('own')}
        step={t('add.step')}
        pending={add.isPending}
        error={add.error}
        triedAt={add.submittedAt}
        onLeave={onLeave}
      />
    </form>
  )
}

function PersonFields({
  name,
  role,
  onName,
  onRole,
}: Person & {
  readonly onName: (name: string) => void
  readonly onRole: (role: MemberRole) => void
}) {
  const { t } = useTranslation('keys')
  return (
    <div className="start-pair">
      <span>
        <label htmlFor="keys-name">{t('add.name')}</label>
        <Input
          id="keys-name"
          value={name}
          maxLength={50}
          autoComplete="off"
          onChange={({ target }) => onName(target.value)}
        />
      </span>
      <span>
        <label htmlFor="keys-role">{t('add.role')}</label>
        <CodeSelect
          id="keys-role"
          className="start-select"
          list={memberRoles}
          value={role}
          onChange={(code) => onRole(memberRoles.find((each) => each.code === code)?.code ?? role)}
        />
      </span>
    </div>
  )
}
