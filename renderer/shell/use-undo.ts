import { App } from 'antd'
import { useTranslation } from 'react-i18next'

import { journalContract } from '#db/journal/contract.ts'
import { useCaseCommand } from '#renderer/lib/case-client.ts'
import { formatDateTime } from '#renderer/lib/format.ts'
import { explain } from '#renderer/lib/words.ts'

/** Takes back the last change of one's own and says which; otherwise says why it stays. */
export function useUndo(): () => void {
  const { t } = useTranslation('journal')
  const { message } = App.useApp()
  const undo = useCaseCommand(journalContract.undo)
  return () => {
    if (undo.isPending) return
    undo.mutate(
      {},
      {
        onSuccess: ({ command, at }) => {
          const what = t(`command.${command}`, { defaultValue: command })
          void message.info(t('undo.done', { what, at: formatDateTime(at) }))
        },
        onError: (error) => void message.warning(explain(error).join(' ')),
      },
    )
  }
}
