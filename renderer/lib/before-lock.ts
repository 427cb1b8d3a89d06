/** What a form does before a lock: it keeps what is being written, and tells its name. */
export type Keeper = () => {
  /** The form that goes on after the lock; null when there is nothing to go on with. */
  readonly form: string | null
  readonly kept: Promise<void>
}

const keepers = new Set<Keeper>()

/** Has a form asked before a lock; the answer ends that. */
export function keepBeforeLock(keeper: Keeper): () => void {
  keepers.add(keeper)
  return () => {
    keepers.delete(keeper)
  }
}

/** Has every open form keep what is being written. */
export function keepEverything(): { readonly forms: string[]; readonly kept: Promise<unknown> } {
  const answers = [...keepers].map((keeper) => keeper())
  return {
    forms: answers.flatMap(({ form }) => form ?? []),
    kept: Promise.allSettled(answers.map(({ kept }) => kept)),
  }
}
