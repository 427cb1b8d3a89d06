import { useMutation } from '@tanstack/react-query'
import type { z } from 'zod'

import { shellContract } from '#electron/shell/contract.ts'
import { PrintedSheet } from '#electron/shell/keys-contract.ts'
import { askInSecret, type Unsealed } from '#renderer/lib/seal-secrets.ts'
import { askShell } from '#renderer/lib/shell-client.ts'

const { offerSheet } = shellContract

type Given = Omit<Unsealed<z.input<typeof offerSheet.input>>, 'answerTo'>

/** Makes a recovery sheet to print, which comes to this page sealed. */
export function useOfferSheet() {
  return useMutation({
    mutationKey: ['shell', offerSheet.name],
    mutationFn: async (given: Given) => {
      const ask = (answerTo: string) => askShell(offerSheet, { ...given, answerTo })
      return PrintedSheet.parse(await askInSecret(ask))
    },
    networkMode: 'always',
    retry: false,
    gcTime: 0,
  })
}
