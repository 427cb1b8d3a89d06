import { Select } from 'antd'
import { useTranslation } from 'react-i18next'

import { memberRoles } from '#db/kernel/codes.ts'
import type { KnownCase } from '#electron/shell/contract.ts'
import { useCodeWord } from '#renderer/lib/words.ts'

/** Who is at work: one of the members that the case names. */
export function MemberSelect({
  id,
  known,
  value,
  onChange,
}: {
  readonly id: string
  readonly known: Pick<KnownCase, 'members'>
  readonly value: string
  readonly onChange: (memberId: string) => void
}) {
  const { t } = useTranslation('start')
  const word = useCodeWord()
  return (
    <>
      <label htmlFor={id}>{t('unlock.who')}</label>
      <Select
        id={id}
        className="start-select"
        size="large"
        value={value}
        onChange={onChange}
        options={known.members.map((member) => ({
          value: member.id,
          label: t('unlock.member', { name: member.name, role: word(memberRoles, member.role) }),
        }))}
      />
    </>
  )
}
