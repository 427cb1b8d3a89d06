import { parseArgs } from 'node:util'

export type BenchArguments = {
  readonly help: boolean
  readonly json: boolean
  readonly small: boolean
}

export const HELP = `npm run bench -- [--json] [--small]

Builds three encrypted cases (10,000, 100,000 and 1,000,000 problems, 20,000 units each) and a
ledger of 100,000 rows in .bench/, once, and measures in interleaved rounds:

  prevalence  the page's questions through the door / the same SQL written by hand,
              and their growth from 100,000 to 1,000,000 problems
  import      reading, planning and committing the ledger / .import of the sqlite3 shell
              (Debian: apt install sqlite3; without it a bare loop of inserts stands in),
              and the most memory of the process that holds the case; beside it, without a bar,
              the same rows by hand into the same encrypted file with its triggers and indexes
  opening     the largest case to the first page of its list / the smallest case
  vault       on the largest case: the passphrase to the first list / the derivation and the raw
              opening; one edit / the same as bare SQL; a whole verification / one HMAC over
              every page, and / that with SQLite's own integrity_check, which is its floor

  --json   one JSON object: figures in milliseconds, ratios, bars, versions, machine
  --small  a run of seconds on small cases; it shows that all parts work, its ratios say nothing
  --help   this text

The first run builds for several minutes and needs 12 GB in .bench/. The exit code is 1 when a bar
is missed, except with --small.`

/** Reads the command line; throws a TypeError that names what is wrong with it. */
export function readArguments(given: readonly string[]): BenchArguments {
  const { values } = parseArgs({
    args: [...given],
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      json: { type: 'boolean', default: false },
      small: { type: 'boolean', default: false },
    },
  })
  return values
}
