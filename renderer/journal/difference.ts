/** A stretch of two texts: in both, in the first alone, or in the second alone. */
export type Stretch = { readonly kind: 'both' | 'out' | 'in'; readonly text: string }

/** Beyond this many pairs of pieces the middle is told as a whole. */
const MOST_PAIRS = 1_000_000

/**
 * How one text becomes another, piece by piece: signs of Chinese, words of other scripts, and the
 * spaces between. What begins and ends alike is set apart first.
 */
export function differenceOf(before: string, after: string): readonly Stretch[] {
  const [a, b] = [piecesOf(before), piecesOf(after)]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let end = 0
  while (
    end < a.length - start &&
    end < b.length - start &&
    a[a.length - 1 - end] === b[b.length - 1 - end]
  ) {
    end += 1
  }
  const middle = compare(a.slice(start, a.length - end), b.slice(start, b.length - end))
  return joined([
    { kind: 'both', text: a.slice(0, start).join('') },
    ...middle,
    { kind: 'both', text: a.slice(a.length - end).join('') },
  ])
}

function piecesOf(text: string): readonly string[] {
  return text.match(/(?:(?!\p{Script=Han})[\p{L}\p{N}])+|\s+|[^]/gu) ?? []
}

/** The longest row of pieces that both have, and what is left of each between them. */
function compare(a: readonly string[], b: readonly string[]): readonly Stretch[] {
  if (a.length * b.length > MOST_PAIRS) {
    return [
      { kind: 'out', text: a.join('') },
      { kind: 'in', text: b.join('') },
    ]
  }
  const width = b.length + 1
  const longest = new Uint32Array((a.length + 1) * width)
  const at = (i: number, j: number) => longest[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const stretches: Stretch[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      stretches.push({ kind: 'both', text: a[i] ?? '' })
      i += 1
      j += 1
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      stretches.push({ kind: 'out', text: a[i] ?? '' })
      i += 1
    } else {
      stretches.push({ kind: 'in', text: b[j] ?? '' })
      j += 1
    }
  }
  return stretches
}

function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const together: Stretch[] = []
  for (const { kind, text } of stretches) {
    const last = together.at(-1)
    if (text === '') continue
    if (last?.kind === kind) together[together.length - 1] = { kind, text: last.text + text }
    else together.push({ kind, text })
  }
  return together
}
