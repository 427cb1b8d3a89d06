import type { z } from 'zod'

import type { shellContract } from '#electron/shell/contract.ts'
import type { Unsealed } from '#renderer/lib/seal-secrets.ts'
import { isTyped, NOTHING_TYPED, type Twice } from '#renderer/start/typed-twice.tsx'
import type { ChosenFile } from '#renderer/start/key-file-field.tsx'

/** What a person types to open a backup: a passphrase with its key file, or a recovery sheet. */
export type Typed = {
  readonly memberId: string
  readonly by: 'passphrase' | 'sheet'
  readonly passphrase: string
  readonly keyFile: ChosenFile | null
  readonly sheet: string
  readonly second: string
  /** The new passphrase that a sheet asks for where the case is opened then. */
  readonly twice: Twice
}

type Opening = Unsealed<z.input<typeof shellContract.drillBackup.input>>

export function nothingTyped(memberId: string): Typed {
  const texts = { passphrase: '', sheet: '', second: '' }
  return { memberId, by: 'passphrase', keyFile: null, twice: NOTHING_TYPED, ...texts }
}

/** Whether all is there that is needed. A practice case needs nothing. */
export function isComplete(
  typed: Typed,
  { practice, split }: { readonly practice: boolean; readonly split: boolean },
  opensThen: boolean,
): boolean {
  if (practice) return true
  if (typed.by === 'passphrase') return typed.passphrase !== ''
  const sheets = typed.sheet !== '' && (!split || typed.second !== '')
  return sheets && (!opensThen || isTyped(typed.twice))
}

/** What was typed as bytes, which `forget` wipes. */
export function openingOf(handle: string, typed: Typed) {
  const encoder = new TextEncoder()
  const bySheet = typed.by === 'sheet'
  const secrets = {
    passphrase: bySheet ? null : encoder.encode(typed.passphrase),
    sheet: bySheet ? encoder.encode(typed.sheet) : null,
    secondSheet: bySheet && typed.second !== '' ? encoder.encode(typed.second) : null,
  }
  const { memberId, keyFile } = typed
  const opening: Opening = { handle, memberId, keyFile: keyFile?.handle ?? null, ...secrets }
  return {
    opening,
    newPassphrase: encoder.encode(typed.twice.typed),
    forget: () => Object.values(secrets).forEach((bytes) => bytes?.fill(0)),
  }
}
