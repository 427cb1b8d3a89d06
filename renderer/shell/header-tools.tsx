import { LockOutlined } from '@ant-design/icons'
import { Button, type RefSelectProps } from 'antd'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'

import type { CaseSummary } from '#db/casefile/contract.ts'
import { memberRoles } from '#db/kernel/codes.ts'
import { useCodeWord } from '#renderer/lib/words.ts'

import { LanguageSwitch } from './language-switch.tsx'
import { Palette } from './palette.tsx'
import { useLock } from './session.ts'

/** The right of every header: search, who is at work, language, and the lock. */
export function HeaderTools({
  summary,
  search,
  onKeys,
}: {
  readonly summary: CaseSummary | undefined
  readonly search: RefObject<RefSelectProps | null>
  readonly onKeys: () => void
}) {
  const { t } = useTranslation('shell')
  const word = useCodeWord()
  const lock = useLock()
  return (
    <div className="header-tools">
      <Palette field={search} onKeys={onKeys} />
      {summary && (
        <span className="header-person">
          {t('header.person', {
            name: summary.actor.name,
            role: word(memberRoles, summary.actor.role),
          })}
        </span>
      )}
      <LanguageSwitch />
      <Button size="small" icon={<LockOutlined />} onClick={lock} aria-keyshortcuts="Control+L">
        {t('header.lock')} <kbd className="key-cap">Ctrl L</kbd>
      </Button>
    </div>
  )
}
