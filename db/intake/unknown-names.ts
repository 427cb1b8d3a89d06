import type { Named } from './context.ts'
import type { Unknown } from './contract.ts'
import { nameSuggester } from './rules/suggest.ts'
import { nameKey } from './rules/text.ts'

const NAMES_SHOWN = 500
const SUGGESTIONS = 5

type Choice = {
  readonly id: string
  readonly name: string
  readonly path: string
  /** Another name by which it is found. */
  readonly brief?: string
}

type Met = { rows: number; readonly firstRow: number; readonly remembered: string | null }

/** Names of a ledger that stand for nothing known: in how many rows, and where first. */
export class UnknownNames {
  readonly #names = new Map<string, Met>()

  /** How many names stand for nothing, not even by an earlier choice. */
  get count(): number {
    return [...this.#names.values()].filter(({ remembered }) => remembered === null).length
  }

  /** Notes a name that a row bears, when it stands for nothing or only by an earlier choice. */
  note(name: string, row: number, named: Named): void {
    const isRemembered = named.kind === 'known' && named.remembered === true
    if (named.kind !== 'unknown' && !isRemembered) return
    const present = this.#names.get(name)
    if (present) present.rows += 1
    else
      this.#names.set(name, { rows: 1, firstRow: row, remembered: isRemembered ? named.id : null })
  }

  /** The names of most rows first, each with the closest known ones. */
  describe(known: readonly Choice[]): Unknown[] {
    const named = known.flatMap((choice) =>
      [choice.name, choice.brief ?? choice.name].map((name) => ({ name, choice })),
    )
    const byName = Map.groupBy(named, ({ name }) => name)
    const suggest = nameSuggester([...byName.keys()])
    return [...this.#names]
      .map(([name, met]) => ({ name, ...met }))
      .sort(byNeed)
      .slice(0, NAMES_SHOWN)
      .map((each) => ({
        ...each,
        // Several units may bear one name; the one whose path the name tells comes first.
        suggestions: distinct(
          suggest(each.name, SUGGESTIONS).flatMap((name) =>
            byPath(
              (byName.get(name) ?? []).map(({ choice }) => choice),
              each.name,
            ),
          ),
        ).slice(0, SUGGESTIONS),
      }))
  }
}

/** Names that nothing is known of come first, among them those of most rows. */
function byNeed(one: Met, other: Met): number {
  const known = Number(one.remembered !== null) - Number(other.remembered !== null)
  return known || other.rows - one.rows || one.firstRow - other.firstRow
}

function distinct(choices: readonly Choice[]) {
  const byId = new Map(choices.map(({ id, name, path }) => [id, { id, name, path }]))
  return [...byId.values()]
}

function byPath(choices: readonly Choice[], name: string): readonly Choice[] {
  const key = nameKey(name)
  const told = ({ path }: Choice) => Number(path !== '' && key.includes(nameKey(path)))
  return [...choices].sort((a, b) => told(b) - told(a))
}
