import { globSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { LAW, offences } from './law-of-imports.ts'

function filesLike(pattern: string): readonly string[] {
  return globSync(pattern).map((file) => file.replaceAll('\\', '/'))
}

const files = filesLike('{db,electron,renderer,scripts,tests}/**/*.{ts,tsx,mjs}').filter(
  // Tests stand outside the law: they may look at everything.
  (file) => !file.startsWith('tests/') || file.endsWith('.config.ts'),
)

test('every import of every file obeys the law', () => {
  expect(files.length).toBeGreaterThan(200)
  expect(files.flatMap((file) => offences(file))).toEqual([])
})

test('no line of the law is a dead letter', () => {
  const all = [...files, ...filesLike('renderer/**/*.{css,json}')]
  const unused = LAW.filter(([, pattern]) => !all.some((file) => pattern.test(file))).map(
    ([kind]) => kind,
  )
  expect(unused).toEqual([])
})

describe('the fence bites', () => {
  test.each([
    ['renderer/visit/visit-page.tsx', '#db/engine/open-database.ts', 'page', 'engine'],
    ['renderer/visit/visit-page.tsx', '#db/visit/queries.ts', 'page', 'handler'],
    ['renderer/visit/visit-page.tsx', 'node:fs', 'page', 'node'],
    ['renderer/visit/visit-page.tsx', '#electron/case-link.ts', 'page', 'machine'],
    ['renderer/charts/dot-chart.tsx', '#renderer/lib/words.ts', 'chart', 'client'],
    ['renderer/ui/page.tsx', '../visit/visit-page.tsx', 'part', 'page'],
    ['db/visit/rules.ts', 'kysely', 'rules', 'kysely'],
    ['db/visit/rules.ts', 'node:crypto', 'rules', 'node'],
    ['db/visit/contract.ts', './rules.ts', 'contract', 'rules'],
    ['db/visit/commands.ts', 'better-sqlite3-multiple-ciphers', 'handler', 'sqlite'],
    ['db/kernel/codes.ts', '../visit/contract.ts', 'kernel', 'contract'],
    ['db/migrations/0001-changeset.ts', '#db/kernel/codes.ts', 'migration', 'kernel'],
    ['db/intake/reader/csv.ts', '#db/engine/case-file.ts', 'reader', 'engine'],
    ['electron/preload.ts', '#db/service.ts', 'preload', 'service'],
    ['electron/parser-process.ts', '#db/service.ts', 'parser', 'service'],
    ['electron/main.ts', '#scripts/runtime.ts', 'machine', 'script'],
    ['scripts/start.ts', 'left-pad', 'script', 'unknown package'],
    ['electron/main.ts', 'left-pad', 'machine', 'unknown package'],
    ['electron/main.ts', './no-such/place/file.ts', 'machine', 'unknown file'],
  ])('%s must not import %s', (file, target, kind, other) => {
    const found = `${file} (${kind}) → ${target} (${other})`
    for (const source of [
      `import { it } from '${target}'`,
      `import type {\n  it,\n  other,\n} from '${target}'`,
      `export { it } from '${target}'`,
      `import '${target}'`,
      `const it = await import('${target}')`,
    ]) {
      expect(offences(file, source)).toEqual([found])
    }
  })

  test('handlers of one capability import none of another, but their own and its rules', () => {
    expect(offences('db/unit/queries.ts', `import { x } from '../prevalence/tallies.ts'`)).toEqual([
      'db/unit/queries.ts → ../prevalence/tallies.ts: handlers of another capability',
    ])
    expect(offences('db/unit/queries.ts', `import { x } from '#db/visit/rules.ts'`)).toEqual([])
    expect(offences('db/prevalence/queries.ts', `import { x } from './tallies.ts'`)).toEqual([])
  })

  test('a file of no known kind', () => {
    for (const file of ['db/visit/helpers.ts', 'shared/all.ts', 'db/engine/deep/er.ts']) {
      expect(offences(file, '')).toEqual([`${file} is of no known kind`])
    }
  })
})
