import type { ChosenBackup } from '#electron/shell/backup-contract.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'

/** Choosing a backup: a file, or the newest one here; it is read whole before it counts. */
export function useChoice(onChoose: (backup: ChosenBackup) => void) {
  const picking = useShellCommand(shellContract.pickBackup)
  const finding = useShellCommand(shellContract.newestBackup)
  const take = (chosen: ChosenBackup | null) => chosen && onChoose(chosen)
  const reading = picking.isPending || finding.isPending
  return {
    pick: () => {
      finding.reset()
      picking.mutate({}, { onSuccess: take })
    },
    newest: () => {
      picking.reset()
      finding.mutate({}, { onSuccess: take })
    },
    reading,
    /** There is none on this machine. */
    none: finding.isSuccess && finding.data === null,
    error: reading ? null : (picking.error ?? finding.error),
  }
}
