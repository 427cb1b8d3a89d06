import { Button, Progress } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { shellContract } from '#electron/shell/contract.ts'
import { useShellCommand, useShellEvent } from '#renderer/lib/shell-client.ts'

/** How far a change of keys is, and how to stop it as long as it does not count. */
export function RekeyProgress() {
  const { t } = useTranslation('keys')
  const cancel = useShellCommand(shellContract.cancel)
  const [share, setShare] = useState(0)
  useShellEvent((event) => {
    if (event.event !== 'progress' || event.call !== 'keys.removeMember') return
    setShare(event.done / event.total)
  })
  return (
    <div className="vault-progress">
      <div role="status">
        <span className="note">{t('rekey.working')}</span>
        <Progress percent={Math.round(share * 100)} size="small" aria-label={t('rekey.working')} />
      </div>
      <Button size="small" onClick={() => cancel.mutate({})}>
        {t('rekey.stop')}
      </Button>
    </div>
  )
}
