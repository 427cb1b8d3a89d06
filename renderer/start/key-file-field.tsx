import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { shellContract } from '#electron/shell/contract.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

/** A key file that was chosen: the page knows its name and no path. */
export type ChosenFile = { readonly handle: string; readonly fileName: string }

/** Chooses a key file, which is read when it is needed; where it may be a new one, makes it too. */
export function KeyFileField({
  id,
  label,
  value,
  onChange,
  make = false,
}: {
  readonly id: string
  readonly label: string
  readonly value: ChosenFile | null
  readonly onChange: (value: ChosenFile) => void
  readonly make?: boolean
}) {
  const { t } = useTranslation('start')
  const pick = useShellCommand(shellContract.pickKeyFile)
  const making = useShellCommand(shellContract.makeKeyFile)
  const take = (chosen: ChosenFile | null) => chosen && onChange(chosen)
  return (
    <div className="start-key-file">
      <span className="start-label" id={`${id}-label`}>
        {label}
      </span>
      <span className="start-place">
        <span role="status" aria-labelledby={`${id}-label`}>
          {value?.fileName ?? t('keyFile.none')}
        </span>
        {make && (
          <Button
            size="small"
            loading={making.isPending}
            onClick={() => making.mutate({}, { onSuccess: take })}
          >
            {t('keyFile.make')}
          </Button>
        )}
        <Button
          size="small"
          loading={pick.isPending}
          onClick={() => pick.mutate({}, { onSuccess: take })}
        >
          {t('keyFile.pick')}
        </Button>
      </span>
      <Refusal error={pick.error ?? making.error} />
    </div>
  )
}
