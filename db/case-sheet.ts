import { randomInt } from 'node:crypto'

import { keepSheet } from './engine/case-keys.ts'
import { unlockCaseFolder } from './engine/case-folder.ts'
import { type CaseKeys, forgetKeys } from './engine/keys/bundle.ts'
import type { KeysFile } from './engine/keys/keys-file.ts'
import { fingerprintOf, groupsOf, isGroup, makeSheet, type Sheet } from './engine/keys/sheet.ts'
import { splitSheet } from './engine/keys/split-sheet.ts'
import { Failure } from './kernel/failure.ts'
import type { OpenedCase } from './open-case.ts'

/** How many groups of a new sheet are typed back before it counts; of each of three, fewer. */
const ASKED_OF_ONE = 3
const ASKED_OF_EACH = 2

/** One piece of paper of a sheet. */
export type Paper = {
  readonly groups: readonly string[]
  /** Places of the groups to type back, from 0. */
  readonly asked: readonly number[]
  /** Tells a copy by hand from the print; only where the sheet is split. */
  readonly check: string | null
}

/** A sheet that was shown and does not count yet, with the keys to make it count. */
export type OfferedSheet = {
  readonly sheet: Sheet
  readonly keys: CaseKeys
  /** One paper, or three of a split sheet. */
  readonly papers: readonly Paper[]
}

export type OfferOptions = {
  /** Prints three sheets, of which any two open the case. */
  readonly split?: boolean
  readonly keyFile?: Uint8Array | null
}

/**
 * Makes a recovery sheet to be printed. It counts when `keepOffered` has seen what was typed back;
 * until then an older sheet stays valid. Without a passphrase only for a case just made, otherwise
 * `keys.passphrase-first`.
 */
export async function offerSheet(
  { folder, memberId, keysFile, keys: fresh }: OpenedCase,
  passphrase: Uint8Array | null,
  { split = false, keyFile = null }: OfferOptions = {},
): Promise<OfferedSheet> {
  if (keysFile.practice) throw new Failure('refused', [{ code: 'keys.practice-has-none' }])
  const keys =
    passphrase === null
      ? fresh
      : (await unlockCaseFolder(folder, memberId, passphrase, keyFile)).keys
  if (keys === null) throw new Failure('refused', [{ code: 'keys.passphrase-first' }])
  const sheet = await makeSheet()
  return { sheet, keys, papers: split ? await threePapers(sheet) : [onePaper(sheet)] }
}

/** What is printed of an offered sheet. */
export function printedSheet({ keysFile }: OpenedCase, { sheet, papers }: OfferedSheet) {
  return {
    title: keysFile.title,
    database: keysFile.db,
    fingerprint: fingerprintOf(sheet.recipient),
    papers: papers.map(({ groups, asked, check }) => ({
      groups: [...groups],
      asked: [...asked],
      check,
    })),
  }
}

/**
 * Makes an offered sheet the valid one, or changes nothing and fails with `keys.groups-differ`
 * (about: which groups), of a split one `keys.part-differs` (about: which sheet) for each. `typed`
 * holds the groups that were asked for, paper after paper.
 */
export async function keepOffered(
  { folder, keysFile }: OpenedCase,
  { sheet: { recipient }, keys, papers }: OfferedSheet,
  typed: readonly string[],
): Promise<KeysFile> {
  const wrong = wrongGroups(papers, typed)
  const split = papers.length > 1
  if (wrong.length > 0) throw new Failure('refused', split ? partReasons(wrong) : reasons(wrong))
  const kept = await keepSheet(folder, keys, keysFile, { recipient, split })
  forgetKeys(keys)
  return kept
}

type Wrong = { readonly paper: number; readonly group: number }

function wrongGroups(papers: readonly Paper[], typed: readonly string[]): readonly Wrong[] {
  const places = papers.flatMap(({ groups, asked }, paper) =>
    asked.map((place) => ({ paper: paper + 1, group: place + 1, printed: groups[place] })),
  )
  return places.filter(({ printed }, at) => !isGroup(typed[at] ?? '', printed))
}

function reasons(wrong: readonly Wrong[]): Failure['reasons'] {
  return [{ code: 'keys.groups-differ', about: wrong.map(({ group }) => String(group)) }]
}

function partReasons(wrong: readonly Wrong[]): Failure['reasons'] {
  const papers = [...new Set(wrong.map(({ paper }) => paper))]
  return papers.map((paper) => ({ code: 'keys.part-differs', about: [String(paper)] }))
}

function onePaper(sheet: Sheet): Paper {
  const groups = groupsOf(sheet)
  return { groups, asked: chooseGroups(groups, ASKED_OF_ONE), check: null }
}

async function threePapers(sheet: Sheet): Promise<readonly Paper[]> {
  const parts = await splitSheet(sheet)
  return parts.map(({ groups, check }) => ({
    groups,
    check,
    asked: chooseGroups(groups, ASKED_OF_EACH),
  }))
}

/** So many different groups of the full ones, in the order in which they are printed. */
function chooseGroups(groups: readonly string[], count: number): number[] {
  const full = groups[0]?.length
  const places = groups.flatMap((group, place) => (group.length === full ? [place] : []))
  const chosen = Array.from({ length: count }, () => places.splice(randomInt(places.length), 1))
  return chosen.flat().toSorted((a, b) => a - b)
}
