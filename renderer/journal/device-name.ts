import { useTranslation } from 'react-i18next'

import { shellContract } from '#electron/shell/contract.ts'
import { useShellQuery } from '#renderer/lib/shell-client.ts'

/** Gives a device the name by which a person tells it from others: this one, or a short mark. */
export function useDeviceName(): (deviceId: string) => string {
  const { t } = useTranslation('journal')
  const own = useShellQuery(shellContract.start, {}).data
  return (deviceId) =>
    deviceId === own?.deviceId
      ? t('thisDevice', { name: own.deviceName })
      : t('otherDevice', { id: deviceId.slice(0, 8) })
}
