import { Select } from 'antd'

import { casefileContract } from '#db/casefile/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'

/** The members of the group to choose from: those who are in it, and whoever is chosen already. */
function useMemberOptions(chosen: readonly string[]) {
  const members = useCaseQuery(casefileContract.members, {}).data ?? []
  return members
    .filter(({ id, active }) => active || chosen.includes(id))
    .map(({ id, name }) => ({ value: id, label: name }))
}

/** One member of the group, or nobody. */
export function MemberSelect({
  id,
  label,
  value,
  onChange,
}: {
  readonly id: string
  readonly label: string
  readonly value: string | null
  readonly onChange: (memberId: string | null) => void
}) {
  const options = useMemberOptions(value === null ? [] : [value])
  return (
    <Select
      id={id}
      aria-label={label}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      value={value}
      options={options}
      onChange={(chosen: string | undefined) => onChange(chosen ?? null)}
    />
  )
}

/** Several members of the group. */
export function MembersSelect({
  id,
  label,
  value,
  onChange,
}: {
  readonly id: string
  readonly label: string
  readonly value: readonly string[]
  readonly onChange: (members: string[]) => void
}) {
  const options = useMemberOptions(value)
  return (
    <Select
      id={id}
      aria-label={label}
      showSearch={{ optionFilterProp: 'label' }}
      mode="multiple"
      className="team-members"
      value={[...value]}
      options={options}
      onChange={(chosen: string[]) => onChange(chosen)}
    />
  )
}
