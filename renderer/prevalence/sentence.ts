import { unitKinds } from '#db/kernel/codes.ts'
import type { PrevalenceQuery, TypeRow } from '#db/prevalence/contract.ts'
import { formatInterval, formatRange, formatShare } from '#renderer/lib/format.ts'

import { prevalentInOneKind, unitNoun, wordOf } from './finding.ts'
import type { PrevalenceAnswer, Speaker } from './speaker.ts'

/** The numbers of a row that have records behind them. */
export type Part =
  | 'examined'
  | 'found'
  | 'unconfirmed'
  | 'unannounced'
  | 'otherExamined'
  | 'otherFound'

/** A stretch of a sentence; with `part` it is a number that opens its records. */
export type Piece = { readonly text: string; readonly part?: Part }

const parts: readonly string[] = [
  'examined',
  'found',
  'unconfirmed',
  'unannounced',
  'otherExamined',
  'otherFound',
] satisfies Part[]

/**
 * What may be said of one type: word, x and n, share, interval, range of the frame, unannounced
 * looks, spread, and beside it what was not drawn (domain §4.2). No share below the smallest n.
 */
export function sentenceOf(
  row: TypeRow,
  answer: PrevalenceAnswer,
  query: PrevalenceQuery,
  speaker: Speaker,
): readonly Piece[] {
  const said = [
    ...mainClauses(row, answer, query, speaker),
    ...spreadClauses(row, speaker),
    ...besideClauses(row, query, speaker),
  ]
  return piecesOf(said.join(speaker.english ? ' ' : ''))
}

/** The sentence as plain text, opened by the name of its type. */
export function plainSentence(row: TypeRow, pieces: readonly Piece[], speaker: Speaker): string {
  const name = [speaker.typeCode(row.problemType), speaker.typeName(row.problemType)]
  return speaker.t('sentence.named', {
    type: name.join(' ').trim(),
    sentence: pieces.map(({ text }) => text).join(''),
  })
}

function mainClauses(
  row: TypeRow,
  { frame }: PrevalenceAnswer,
  query: PrevalenceQuery,
  speaker: Speaker,
): readonly string[] {
  const { t } = speaker
  const { examined: n, found: x, assessment } = row
  const { share, interval, frameRange, upperWhenNone } = assessment
  const words = { word: wordOf(row, speaker), n, x, noun: unitNoun(query, speaker) }
  if (n === 0) return [t('sentence.undrawn', words)]
  if (share === null || interval === null || assessment.word === 'toBeExamined') {
    return [t('sentence.noShare', words)]
  }
  const upper = upperWhenNone === null ? '' : formatShare(upperWhenNone)
  const figures = {
    ...words,
    share: formatShare(share),
    interval: formatInterval(interval),
    upper,
  }
  return [
    t(x === 0 ? 'sentence.none' : 'sentence.found', figures),
    ...(frameRange === null
      ? []
      : [t('sentence.frame', { frame, noun: words.noun, range: formatRange(frameRange) })]),
  ]
}

function spreadClauses(row: TypeRow, { t, word }: Speaker): readonly string[] {
  const { unannounced, unannouncedFound, prefecturesExamined, prefecturesFound } = row
  const found = row.kinds.filter((kind) => kind.found > 0).map(({ kind }) => word(unitKinds, kind))
  const kind = row.assessment.prevalentInKind
  return [
    ...(row.examined > 0
      ? [
          t(unannounced > 0 ? 'sentence.unannounced' : 'sentence.allAnnounced', {
            n: unannounced,
            x: unannouncedFound,
          }),
        ]
      : []),
    ...(prefecturesExamined > 1
      ? [t('sentence.places', { n: prefecturesExamined, x: prefecturesFound })]
      : []),
    ...(found.length > 0 && row.kinds.length > 1
      ? [t('sentence.kinds', { kinds: found.join(t('common:listComma')) })]
      : []),
    ...(kind !== null && prevalentInOneKind(row)
      ? [t('sentence.onlyKind', { kind: word(unitKinds, kind) })]
      : []),
  ]
}

function besideClauses(row: TypeRow, query: PrevalenceQuery, speaker: Speaker): readonly string[] {
  const { t } = speaker
  const noun = unitNoun(query, speaker)
  return [
    ...(row.unconfirmed > 0 ? [t('sentence.unconfirmed', { n: row.unconfirmed, noun })] : []),
    ...(row.otherExamined > 0
      ? [t('sentence.others', { n: row.otherExamined, x: row.otherFound, noun })]
      : []),
  ]
}

/** Splits `…<found>26</found>…` at its marks; a mark that names no part stays as it is. */
function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  let rest = 0
  for (const match of text.matchAll(/<(\w+)>(.*?)<\/\1>/gu)) {
    const [whole, part, inner] = match
    if (part === undefined || inner === undefined || !isPart(part)) continue
    if (match.index > rest) pieces.push({ text: text.slice(rest, match.index) })
    pieces.push({ text: inner, part })
    rest = match.index + whole.length
  }
  return rest < text.length ? [...pieces, { text: text.slice(rest) }] : pieces
}

function isPart(name: string): name is Part {
  return parts.includes(name)
}
