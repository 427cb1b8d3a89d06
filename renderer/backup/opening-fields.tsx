import { Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'

import type { ChosenBackup } from '#electron/shell/backup-contract.ts'
import { KeyFileField } from '#renderer/start/key-file-field.tsx'
import { MemberSelect } from '#renderer/start/member-select.tsx'
import { PassphraseField } from '#renderer/start/passphrase-field.tsx'
import { TypedTwice } from '#renderer/start/typed-twice.tsx'

import type { Typed } from './opening.ts'

type Fields = {
  readonly backup: ChosenBackup
  readonly typed: Typed
  readonly onChange: (typed: Typed) => void
}

/** Who I am in the backup, and what opens it. */
export function OpeningFields({
  opensThen,
  ...fields
}: Fields & {
  /** Whether the case is opened then: a sheet asks for a new passphrase. */
  readonly opensThen: boolean
}) {
  const { t } = useTranslation('backup')
  const { backup, typed, onChange } = fields
  if (backup.practice) return <p className="note">{t('opening.practice')}</p>
  return (
    <>
      <MemberSelect
        id="backup-member"
        known={backup}
        value={typed.memberId}
        onChange={(memberId) => onChange({ ...typed, memberId })}
      />
      {backup.sheet && (
        <Radio.Group
          className="backup-by"
          aria-label={t('opening.by')}
          value={typed.by}
          onChange={({ target }) =>
            onChange({ ...typed, by: target.value === 'sheet' ? 'sheet' : 'passphrase' })
          }
          options={[
            { value: 'passphrase', label: t('opening.passphrase') },
            { value: 'sheet', label: t('opening.sheet') },
          ]}
        />
      )}
      {typed.by === 'sheet' ? (
        <SheetFields {...fields} opensThen={opensThen} />
      ) : (
        <PassphraseFields {...fields} />
      )}
    </>
  )
}

function PassphraseFields({ backup, typed, onChange }: Fields) {
  const { t } = useTranslation('backup')
  const needed = backup.members.some(({ id, keyFile }) => id === typed.memberId && keyFile)
  return (
    <>
      <label htmlFor="backup-passphrase">{t('opening.typed')}</label>
      <PassphraseField
        id="backup-passphrase"
        value={typed.passphrase}
        onChange={(passphrase) => onChange({ ...typed, passphrase })}
        describedBy="backup-note"
      />
      <p className="note" id="backup-note">
        {t('opening.typedNote')}
      </p>
      {needed && (
        <KeyFileField
          id="backup-key-file"
          label={t('opening.keyFile')}
          value={typed.keyFile}
          onChange={(keyFile) => onChange({ ...typed, keyFile })}
        />
      )}
    </>
  )
}

function SheetFields({
  backup,
  typed,
  onChange,
  opensThen,
}: Fields & { readonly opensThen: boolean }) {
  const { t } = useTranslation('backup')
  return (
    <>
      <Groups
        id="backup-sheet"
        label={t('opening.groups')}
        value={typed.sheet}
        onChange={(sheet) => onChange({ ...typed, sheet })}
      />
      {backup.split && (
        <Groups
          id="backup-second"
          label={t('opening.second')}
          value={typed.second}
          onChange={(second) => onChange({ ...typed, second })}
        />
      )}
      {opensThen && (
        <TypedTwice
          id="backup-new"
          label={t('opening.newPassphrase')}
          value={typed.twice}
          onChange={(twice) => onChange({ ...typed, twice })}
        />
      )}
    </>
  )
}

function Groups({
  id,
  label,
  value,
  onChange,
}: {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
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
        onChange={({ target }) => onChange(target.value)}
      />
    </>
  )
}
