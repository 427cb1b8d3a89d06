import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { shellContract } from '#electron/shell/contract.ts'
import { changeLanguage } from '#renderer/lib/i18n.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'

/** Changes between Chinese and English, and has the machine remember it. */
export function useLanguageSwitch(): () => void {
  const { i18n } = useTranslation()
  const remember = useShellCommand(shellContract.setLocale)
  return () => {
    const locale = i18n.language === 'en' ? 'zh-CN' : 'en'
    void changeLanguage(locale)
    remember.mutate({ locale })
  }
}

/** The button that names both languages, so that either reader finds it. */
export function LanguageSwitch() {
  const { t } = useTranslation('shell')
  return (
    <Button size="small" onClick={useLanguageSwitch()}>
      {t('language.both')}
    </Button>
  )
}
