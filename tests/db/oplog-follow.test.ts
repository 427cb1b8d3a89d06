import { rmSync } from 'node:fs'

import { expect, test } from 'vitest'

import { draftContract } from '#db/draft/contract.ts'
import { onlyInDatabase, uncaptured } from '#db/engine/capture.ts'
import { Failure } from '#db/kernel/failure.ts'
import { addUnits, foundLogged, type LoggedCase, openLogged } from '#tests/fixtures/logged-case.ts'

const [NORMAL, FULL] = [1, 2]

function flushing({ file }: LoggedCase): unknown {
  return file.handle.pragma('synchronous', { simple: true })
}

test('a database that follows its log leaves the flush of each commit to it; one without does not', async () => {
  const made = await foundLogged()
  expect(flushing(made)).toBe(NORMAL)
  await made.close()
  expect(flushing(await openLogged(made.folder, { none: true }))).toBe(FULL)
})

test('every table that no log holds is either made anew by a replay or flushed by itself', () => {
  const others = Object.keys(uncaptured).filter((table) => !onlyInDatabase.includes(table))
  expect(onlyInDatabase.filter((table) => !(table in uncaptured))).toEqual([])
  expect(others).toEqual([
    'pen',
    'change',
    'changeset',
    'informantKeyEdition',
    'examination',
    'examinationWeek',
    'unitLook',
    'lookGroup',
    'unitProblem',
    'unitGroup',
    'observerGroup',
    'stale',
    'rowCount',
    'searchDocument',
    'searchStale',
    'searchText',
    'searchText_config',
    'searchText_data',
    'searchText_docsize',
    'searchText_idx',
    'kysely_migration',
    'kysely_migration_lock',
  ])
})

test.skipIf(process.platform === 'win32')(
  'a draft whose journal cannot be flushed is told as uncertain, and nothing more is written',
  async () => {
    const made = await foundLogged()
    await addUnits(made, 1)
    // The flush finds no file by this name any more; what is open goes on as if it were there.
    rmSync(`${made.path}-wal`)
    const reasonsOf = async (work: Promise<unknown>) =>
      work.then(
        () => [],
        (error: unknown) => (error instanceof Failure ? error.reasons : [error]),
      )
    const draft = { form: 'problem', subject: 'new', title: '问题', content: '{}' } as const
    const about = ['2']
    expect(await reasonsOf(made.ask(draftContract.save, draft))).toEqual([
      { code: 'disk.failed', about },
      { code: 'disk.uncertain' },
    ])
    expect(await reasonsOf(addUnits(made, 1, '后'))).toEqual([{ code: 'disk.failed', about }])
  },
)
