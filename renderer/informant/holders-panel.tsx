import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import type { InformantRole } from '#db/informant/contract.ts'
import { memberRoles } from '#db/kernel/codes.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'

export type Person = { readonly memberId: string; readonly name: string }

/** Who can open the sealed part, since when, and who could. */
export function HoldersPanel({
  role: { self, holders, others },
  onChange,
  onAdd,
  onRemove,
}: {
  readonly role: InformantRole
  readonly onChange: () => void
  readonly onAdd: (person: Person) => void
  readonly onRemove: (person: Person) => void
}) {
  const { t } = useTranslation('informant')
  const word = useCodeWord()
  return (
    <>
      {holders?.length === 1 && <p className="start-caution">{t('holders.onlyOne')}</p>}
      <table className="vault-table">
        <caption className="note">{t('holders.note')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('columns.member')}</th>
            <th scope="col">{t('columns.role')}</th>
            <th scope="col">{t('columns.since')}</th>
            <th scope="col">{t('columns.steps')}</th>
          </tr>
        </thead>
        <tbody>
          {holders?.map((holder) => (
            <HolderRow
              key={holder.memberId}
              holder={holder}
              removable={self.holds}
              onChange={onChange}
              onRemove={onRemove}
            />
          ))}
          {others.map((person) => (
            <tr key={person.memberId} className="vault-none">
              <th scope="row">{person.name}</th>
              <td>{word(memberRoles, person.role)}</td>
              <td>{t('holders.cannot')}</td>
              <td>
                {self.holds && (
                  <Button size="small" onClick={() => onAdd(person)}>
                    {t('add.open')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

type Holder = NonNullable<InformantRole['holders']>[number]

function HolderRow({
  holder,
  removable,
  onChange,
  onRemove,
}: {
  readonly holder: Holder
  readonly removable: boolean
  readonly onChange: () => void
  readonly onRemove: (person: Person) => void
}) {
  const { t } = useTranslation('informant')
  const word = useCodeWord()
  const { name, role, since, self, active } = holder
  return (
    <tr>
      <th scope="row">{self ? t('holders.self', { name }) : name}</th>
      <td>{word(memberRoles, role)}</td>
      <td>
        {formatDate(since, { year: true })}
        {!active && <p className="field-error">{t('holders.left')}</p>}
      </td>
      <td>
        {self ? (
          <Button size="small" onClick={onChange}>
            {t('change.open')}
          </Button>
        ) : (
          removable && (
            <Button size="small" onClick={() => onRemove(holder)}>
              {t('remove.open')}
            </Button>
          )
        )}
      </td>
    </tr>
  )
}
