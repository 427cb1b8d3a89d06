import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'

import { type Flow, type ImportStep, importSteps, keptChoices } from './flow.ts'
import { keepChoices } from './kept-choices.ts'

const route = getRouteApi('/case/case/import')

/** The import under way lives beside the answers of the case and ends with the lock like them. */
const KEY = ['case', 'import-flow']

type Held = { readonly flow: Flow | null; readonly step: ImportStep }

const NOTHING: Held = { flow: null, step: 'file' }

export type FlowControl = {
  readonly flow: Flow | null
  readonly step: ImportStep
  /** Changes the flow, if there still is one. */
  readonly change: (change: (flow: Flow) => Flow) => void
  /** Begins with a ledger; the page goes on to it only where it is still on screen. */
  readonly begin: (flow: Flow, isHere: boolean) => void
  readonly drop: () => void
  readonly go: (step: ImportStep) => void
}

/**
 * The import under way. It outlives the page, so that a look at another page loses nothing; the
 * step stands in the address, so that Back goes back one step.
 */
export function useFlow(): FlowControl {
  const client = useQueryClient()
  const navigate = route.useNavigate()
  const search = route.useSearch()
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: () => NOTHING,
    initialData: NOTHING,
    enabled: false,
    staleTime: Infinity,
    gcTime: Infinity,
  })

  function hold(change: (held: Held) => Held) {
    const before = client.getQueryData<Held>(KEY) ?? NOTHING
    const after = change(before)
    client.setQueryData<Held>(KEY, after)
    const [was, is] = [choicesIn(before), choicesIn(after)]
    if (JSON.stringify(was) !== JSON.stringify(is)) keepChoices(is)
  }
  function go(step: ImportStep) {
    // What went wrong is told once; going on, the person has read it.
    hold(({ flow }) => ({ flow: flow && { ...flow, error: null }, step }))
    void navigate({ search: { step } })
  }

  return {
    flow: data.flow,
    step: reachable(data.flow, search.step ?? data.step),
    change: (change) => hold((held) => (held.flow ? { ...held, flow: change(held.flow) } : held)),
    begin(flow, isHere) {
      hold(() => ({ flow, step: 'sheet' }))
      if (isHere) go('sheet')
    },
    drop() {
      hold(() => NOTHING)
      go('file')
    },
    go,
  }
}

/** What is still to be imported of what is held. */
function choicesIn({ flow }: Held) {
  return flow && !flow.result ? keptChoices(flow) : null
}

/** A step of the address that cannot be shown, since nothing was read or imported, is another. */
function reachable(flow: Flow | null, step: ImportStep): ImportStep {
  if (!flow) return 'file'
  if (flow.result) return step === 'file' ? 'file' : 'result'
  if (step === 'result') return 'check'
  return importSteps.includes(step) ? step : 'file'
}
