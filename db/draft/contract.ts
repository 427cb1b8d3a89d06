import { z } from 'zod'

import { command, query } from '#db/kernel/contract.ts'

/**
 * `place` is where the window was when the case was locked, `import` what was chosen for a ledger
 * that is not imported yet, `list` how a list was looked at last; the others are forms.
 */
export const DraftForm = z.enum(['visit', 'problem', 'import', 'place', 'list'])
export type DraftForm = z.infer<typeof DraftForm>

export const Draft = z.strictObject({
  form: DraftForm,
  subject: z.string(),
  title: z.string(),
  content: z.string(),
  savedAt: z.string(),
})
export type Draft = z.infer<typeof Draft>

/** `subject` is the id of the record that is being changed, or `new`. Content is the form as JSON. */
const Key = { form: DraftForm, subject: z.string().min(1).max(64) }

export const draftContract = {
  list: query('draft.list', z.strictObject({}), z.array(Draft)),
  save: command(
    'draft.save',
    z.strictObject({ ...Key, title: z.string().max(200), content: z.string().max(500_000) }),
    z.strictObject({ savedAt: z.string() }),
  ),
  discard: command('draft.discard', z.strictObject(Key), z.strictObject({})),
}
