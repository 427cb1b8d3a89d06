import { z } from 'zod'

import { onsiteContract } from '#db/onsite/contract.ts'
import { Method, Onsite, Site, type visitContract } from '#db/visit/contract.ts'
import { useCaseCommand } from '#renderer/lib/case-client.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'

/** A site as it is typed: the name may be empty still. */
const SiteItem = Site.extend({ id: z.string().optional(), key: z.string(), name: z.string() })
export type SiteItem = z.infer<typeof SiteItem>

const MinuteItem = z.strictObject({
  key: z.string(),
  method: Method.nullable(),
  minutes: z.number().nullable(),
})
export type MinuteItem = z.infer<typeof MinuteItem>

const OnsiteForm = z.strictObject({
  onsite: Onsite,
  sites: z.array(SiteItem),
  minutes: z.array(MinuteItem),
})
type OnsiteForm = z.infer<typeof OnsiteForm>

type Visit = z.output<typeof visitContract.one.output>

/** The facts of an open visit as they are typed; they come back after a lock. */
export function useOnsiteForm(visit: Visit) {
  const saved = formOf(visit)
  const [typed, setTyped] = useKeptState(`onsite.${visit.id}`, OnsiteForm.nullable(), null)
  const save = useCaseCommand(onsiteContract.save)
  const form = typed ?? saved
  const changed = typed !== null && JSON.stringify(typed) !== JSON.stringify(saved)
  return {
    form,
    changed,
    save,
    set: (change: Partial<OnsiteForm>) => setTyped({ ...form, ...change }),
    store: () => {
      if (!changed) return
      save.mutate(inputOf(visit.id, form), { onSuccess: () => setTyped(null) })
    },
  }
}

function formOf({ onsite, sites, minutes }: Visit): OnsiteForm {
  return {
    onsite,
    sites: sites.map((site) => ({ ...site, key: site.id })),
    minutes: minutes.map((each) => ({ ...each, key: each.method })),
  }
}

/** Rows of which nothing was written are left out; a name or a time that is missing is not guessed. */
function inputOf(visitId: string, { onsite, sites, minutes }: OnsiteForm) {
  return {
    visitId,
    onsite,
    sites: sites
      .filter(({ name }) => name.trim() !== '')
      .map(({ key: _key, id, ...site }) => (id === undefined ? site : { ...site, id })),
    minutes: minutes.flatMap(({ method, minutes: spent }) =>
      method === null || spent === null || spent === 0 ? [] : [{ method, minutes: spent }],
    ),
  }
}
