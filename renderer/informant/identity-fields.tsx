import { Input } from 'antd'
import { useTranslation } from 'react-i18next'

import type { Identity } from '#db/informant/contract.ts'

export const NOBODY: Identity = { name: '', phone: '', address: '', other: '' }

/** Most signs of each part, as the case file takes them. */
const MOST = { name: 100, phone: 100, address: 300, other: 2000 } as const

/** What tells a person: nothing of it is kept by the form, the browser or a draft. */
export function IdentityFields({
  id,
  value,
  first = false,
  onChange,
}: {
  readonly id: string
  /** Whether the focus begins here. */
  readonly first?: boolean
  readonly value: Identity
  readonly onChange: (value: Identity) => void
}) {
  const { t } = useTranslation('informant')
  const field = (part: keyof Identity) => ({
    id: `${id}-${part}`,
    value: value[part],
    maxLength: MOST[part],
    autoComplete: 'off',
    spellCheck: false,
  })
  const set = (part: keyof Identity, text: string) => onChange({ ...value, [part]: text })
  return (
    <>
      <div className="informant-pair">
        <span>
          <label htmlFor={`${id}-name`}>{t('identity.name')}</label>
          <Input
            {...field('name')}
            autoFocus={first}
            onChange={({ target }) => set('name', target.value)}
          />
        </span>
        <span>
          <label htmlFor={`${id}-phone`}>{t('identity.phone')}</label>
          <Input {...field('phone')} onChange={({ target }) => set('phone', target.value)} />
        </span>
      </div>
      <label htmlFor={`${id}-address`}>{t('identity.address')}</label>
      <Input {...field('address')} onChange={({ target }) => set('address', target.value)} />
      <label htmlFor={`${id}-other`}>{t('identity.other')}</label>
      <Input.TextArea
        {...field('other')}
        autoSize={{ minRows: 2, maxRows: 8 }}
        placeholder={t('identity.otherHint')}
        onChange={({ target }) => set('other', target.value)}
      />
    </>
  )
}
