import { z } from 'zod'

import { draftContract } from '#db/draft/contract.ts'
import { ColumnMapping, LedgerKind, Resolution } from '#db/intake/contract.ts'
import { askCase, useCaseQuery } from '#renderer/lib/case-client.ts'

const Settings = z.strictObject({
  defaultYear: z.number().nullable(),
  defaultDate: z.string().nullable(),
  firstDays: z.boolean(),
  confirmedBy: z.string().nullable(),
})
export type Settings = Readonly<z.infer<typeof Settings>>

const KeptChoices = z.strictObject({
  fileName: z.string(),
  sheets: z.array(
    z.strictObject({
      headers: z.array(z.string()),
      kind: LedgerKind,
      mappings: z.partialRecord(LedgerKind, ColumnMapping),
    }),
  ),
  units: z.record(z.string(), Resolution),
  types: z.record(z.string(), Resolution),
  settings: Settings,
})

/**
 * What was chosen for a ledger that is not imported yet. The ledger itself waits in the memory of
 * the process that a lock ends; these choices outlive it as a draft in the case.
 */
export type KeptChoices = Readonly<z.infer<typeof KeptChoices>>

const KEY = { form: 'import', subject: 'new' } as const

/** Keeps the choices as a draft; null takes the draft away. */
export function keepChoices(choices: KeptChoices | null): void {
  const asked =
    choices === null
      ? askCase(draftContract.discard, KEY)
      : askCase(draftContract.save, {
          ...KEY,
          title: choices.fileName.slice(0, 200),
          content: JSON.stringify(choices),
        })
  // Without the draft the ledger is chosen and mapped once more; the import itself goes on.
  asked.catch(() => undefined)
}

/** The choices that an interrupted import left; null where there are none that can be read. */
export function useKeptChoices(): KeptChoices | null {
  const drafts = useCaseQuery(draftContract.list, {})
  const draft = drafts.data?.find(({ form }) => form === KEY.form)
  return draft ? read(draft.content) : null
}

function read(content: string): KeptChoices | null {
  try {
    return KeptChoices.safeParse(JSON.parse(content)).data ?? null
  } catch {
    return null
  }
}
