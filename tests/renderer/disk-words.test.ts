import { beforeAll, expect, test, vi } from 'vitest'

import { Failure } from '#db/kernel/failure.ts'
import { changeLanguage, startI18n } from '#renderer/lib/i18n.ts'
import { explain } from '#renderer/lib/words.ts'

beforeAll(async () => {
  vi.stubGlobal('document', { documentElement: { lang: '' } })
  await startI18n('zh-CN')
})

const failed = (...codes: readonly string[]) =>
  new Failure(
    'refused',
    codes.map((code) => (code === 'disk.uncertain' ? { code } : { code, about: ['41'] })),
  )

test('a disk that failed while something was written says what is saved, in both languages', async () => {
  expect(explain(failed('disk.full'))).toEqual([
    '磁盘满了，没有写入，原有数据没有动。腾出空间再试。',
    '已存好的到第41次改动为止，一次不少。',
  ])
  const [, saved, uncertain] = explain(failed('disk.failed', 'disk.uncertain'))
  expect(saved).toContain('41')
  expect(uncertain).toContain('打开时会查明并说明')
  await changeLanguage('en')
  expect(explain(failed('disk.failed'))[1]).toBe('All changes up to no. 41 are saved.')
})

test('elsewhere than in the case nothing is said of changes', () => {
  expect(explain(new Failure('refused', [{ code: 'disk.full' }]))).toHaveLength(1)
})
