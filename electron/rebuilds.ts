/** Cases whose next opening makes the database anew from the log, by folder. */
export type Rebuilds = {
  ask(folder: string): void
  isAsked(folder: string): boolean
  /** The case was opened: what was asked for is done. */
  done(folder: string): void
}

/**
 * Keeps what a person asked for while the case was open: the database can only change places while
 * nobody has it open. An app that ends forgets it, and nothing was done then.
 */
export function keepRebuilds(): Rebuilds {
  const asked = new Set<string>()
  return {
    ask: (folder) => void asked.add(folder),
    isAsked: (folder) => asked.has(folder),
    done: (folder) => void asked.delete(folder),
  }
}
