import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { memberRoles } from '#db/kernel/codes.ts'
import type { Keys } from '#electron/shell/contract.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'

import type { Person } from './add-member.tsx'

/** Who holds a key, since when, in which role; and who is of the group without one. */
export function HoldersTable({
  keys: { members, without, practice },
  onRemove,
  onChange,
  onGive,
}: {
  readonly keys: Keys
  readonly onRemove: (id: string, name: string) => void
  readonly onChange: () => void
  readonly onGive: (person: Person) => void
}) {
  const { t } = useTranslation('keys')
  const word = useCodeWord()
  return (
    <table className="vault-table">
      <thead>
        <tr>
          <th scope="col">{t('columns.name')}</th>
          <th scope="col">{t('columns.role')}</th>
          <th scope="col">{t('columns.since')}</th>
          <th scope="col">{t('columns.steps')}</th>
        </tr>
      </thead>
      <tbody>
        {members.map(({ id, name, role, since, self }) => (
          <tr key={id}>
            <th scope="row">{self ? t('self', { name }) : name}</th>
            <td>{word(memberRoles, role)}</td>
            <td>{since === null ? t('sinceUnknown') : formatDate(since, { year: true })}</td>
            <td>
              {practice ? null : self ? (
                <Button size="small" onClick={onChange}>
                  {t('change.open')}
                </Button>
              ) : (
                <Button size="small" onClick={() => onRemove(id, name)}>
                  {t('remove.open')}
                </Button>
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
