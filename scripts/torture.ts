import { parseArgs } from 'node:util'

import { backupsRow } from './torture/backups.ts'
import { bombsRow } from './torture/bombs.ts'
import { faultRows } from './torture/faults.ts'
import { filesRow } from './torture/files.ts'
import { flipRows } from './torture/flips.ts'
import { fuzzRows } from './torture/fuzz.ts'
import { keyFlipRow } from './torture/key-flips.ts'
import { killRow } from './torture/kill.ts'
import { networkRow } from './torture/network.ts'
import { powerRows } from './torture/power.ts'
import { rekeyRow } from './torture/rekey.ts'
import type { Row, Size } from './torture/row.ts'

const HELP = `npm run torture -- [--short] [--json] [--only PART,…]

Kills, cuts the power of, fills, fails and damages a case file in every way that is foreseen, and
shows that nothing that was acknowledged is lost and nothing is altered unseen. Ends with 1 when a
figure is not held.

--short   a little of everything, in about half a minute, instead of all of it in about half an hour
--json    the rows as JSON
--only    some of: kill, power, rekey, faults, keys, flips, files, fuzz, backups, bombs, network
`

const PARTS: Readonly<Record<string, (size: Size) => Promise<readonly Row[]>>> = {
  kill: async (size) => [await killRow(size)],
  power: powerRows,
  rekey: async (size) => [await rekeyRow(size)],
  faults: faultRows,
  keys: async (size) => [await keyFlipRow(size)],
  flips: flipRows,
  files: async () => [await filesRow()],
  fuzz: fuzzRows,
  backups: async (size) => [await backupsRow(size)],
  bombs: async () => [await bombsRow()],
  network: async (size) => [await networkRow(size)],
}

async function run(size: Size, parts: readonly string[], tell: (row: Row) => void): Promise<Row[]> {
  const rows: Row[] = []
  for (const part of parts) {
    const work = PARTS[part]
    if (!work) throw new Error(`there is no part ${part}`)
    for (const row of await work(size)) {
      rows.push(row)
      tell(row)
    }
  }
  return rows
}

function print({ name, needed, measured, held, skipped, examples = [] }: Row): void {
  const mark = skipped === undefined ? (held ? 'held' : 'NOT HELD') : 'skipped'
  const figures = Object.entries(measured).map(([what, count]) => `${what} ${count}`)
  console.log(`${mark.padEnd(9)}${name}`)
  console.log(`         needed:   ${needed}`)
  console.log(`         measured: ${skipped ?? figures.join(', ')}`)
  if (!held) for (const example of examples) console.log(`         example:  ${example}`)
}

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) console.log(HELP)
else {
  const parts = values.only?.split(',') ?? Object.keys(PARTS)
  const rows = await run(values.short ? 'short' : 'full', parts, (row) => {
    if (!values.json) print(row)
  })
  if (values.json) console.log(JSON.stringify(rows, undefined, 1))
  process.exitCode = rows.every(({ held }) => held) ? 0 : 1
}
