import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { memberRoles } from '#db/kernel/codes.ts'
import type { Keys } from '#electron/shell/keys-contract.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'

import type { Person } from './add-member.tsx'

type OwnStepsGiven = { readonly onChange: () => void; readonly onKeyFile: () => void }

/** Who holds a key, since when, in which role; and who is of the group without one. */
export function HoldersTable({
  keys: { members, without, practice },
  onRemove,
  onLost,
  onGive,
  ...steps
}: OwnStepsGiven & {
  readonly keys: Keys
  readonly onRemove: (id: string, name: string) => void
  readonly onLost: (id: string, name: string) => void
  readonly onGive: (person: Person) => void
}) {
  const { t } = useTranslation('keys')
  const word = useCodeWord()
  return (
    <table className="vault-table">
      <Head />
      <tbody>
        {members.map(({ id, name, role, since, self, keyFile }) => (
          <tr key={id}>
            <th scope="row">{self ? t('self', { name }) : name}</th>
            <td>{word(memberRoles, role)}</td>
            <td>
              {since === null ? t('sinceUnknown') : formatDate(since, { year: true })}
              {keyFile && <span className="vault-file note">{t('keyFile.needed')}</span>}
            </td>
            <td>
              {!practice && (
                <span className="vault-row-steps">
                  {self ? <OwnSteps {...steps} /> : <Remove onRemove={() => onRemove(id, name)} />}
                  <Button size="small" onClick={() => onLost(id, name)}>
                    {t('lost.open')}
                  </Button>
                </span>
              )}
            </td>
          </tr>
        ))}
        {without.map(({ id, name, role }) => (
          <tr key={id} className="vault-none">
            <th scope="row">{name}</th>
            <td>{word(memberRoles, role)}</td>
            <td>{t('none')}</td>
            <td>
              {!practice && (
                <Button size="small" onClick={() => onGive({ name, role })}>
                  {t('add.give')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function OwnSteps({ onChange, onKeyFile }: OwnStepsGiven) {
  const { t } = useTranslation('keys')
  return (
    <>
      <Button size="small" onClick={onChange}>
        {t('change.open')}
      </Button>
      <Button size="small" onClick={onKeyFile}>
        {t('keyFile.open')}
      </Button>
    </>
  )
}

function Remove({ onRemove }: { readonly onRemove: () => void }) {
  const { t } = useTranslation('keys')
  return (
    <Button size="small" onClick={onRemove}>
      {t('remove.open')}
    </Button>
  )
}

function Head() {
  const { t } = useTranslation('keys')
  return (
    <thead>
      <tr>
        <th scope="col">{t('columns.name')}</th>
        <th scope="col">{t('columns.role')}</th>
        <th scope="col">{t('columns.since')}</th>
        <th scope="col">{t('columns.steps')}</th>
      </tr>
    </thead>
  )
}
