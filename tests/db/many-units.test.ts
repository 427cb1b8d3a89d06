import { expect, test } from 'vitest'

import { openCaseFile } from '#db/engine/case-file.ts'
import { createCaseService } from '#db/service.ts'
import { unitContract } from '#db/unit/contract.ts'
import { spell } from '#db/unit/rules.ts'
import { asker, testCase, testHost } from '#tests/fixtures/case.ts'
import { openRaw } from '#tests/fixtures/raw.ts'

const pen = {
  memberId: 'id000002',
  deviceId: 'device-1',
  command: 'unit.add',
  at: '2014-06-11T01:20:00.000Z',
}

test('of 20,000 units the search walks through their one table only, and the tree through none', async () => {
  const { folder, service } = await testCase()
  await service.close()
  const handle = await openRaw(folder)
  const file = await openCaseFile(handle, [])
  await file.write(pen, async () => {
    const insert = file.bulk.insert('unit', [
      'id',
      'name',
      'level',
      'kind',
      'parentId',
      'position',
      'pinyin',
      'initials',
    ])
    insert(['root', '云岭省', '10', 'K01', null, 0, 'yunlingsheng', 'yls'])
    for (let made = 1; made < 20_000; made += 1) {
      const name = `${['石梁', '望坪', '清溪', '长乐'][made % 4]}${made}`
      const { pinyin, initials } = spell(name)
      insert([
        `u${made}`,
        name,
        '40',
        'K06',
        made % 50 === 1 ? 'root' : `u${made - ((made - 1) % 50)}`,
        made,
        pinyin,
        initials,
      ])
    }
    return Promise.resolve()
  })
  const statements: string[] = []
  const prepare = handle.prepare.bind(handle)
  Object.defineProperty(handle, 'prepare', {
    value: (statement: string) => {
      if (/^select/i.test(statement)) statements.push(statement)
      return prepare(statement)
    },
  })
  const ask = asker(createCaseService(await openCaseFile(handle, []), 'id000002', testHost()))
  statements.length = 0
  const [found] = await ask(unitContract.search, { text: 'ylscl19999', limit: 5 })
  expect(found?.name).toBe('长乐19999')
  expect(await ask(unitContract.children, { parentId: 'root' })).toHaveLength(400)
  const plan = statements.flatMap((statement) =>
    prepare<unknown[], { detail: string }>(`explain query plan ${statement}`)
      .all(...Array.from({ length: statement.split('?').length - 1 }, () => null))
      .map(({ detail }) => detail),
  )
  expect(plan.filter((step) => /^SCAN (?!sqlite_)/.test(step))).toEqual(['SCAN unit'])
})
