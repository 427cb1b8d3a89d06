import { expect, test } from 'vitest'

import type { CheckResult, VerifyCheck } from '#db/verify/contract.ts'
import { made, notMade } from '#db/verify/results.ts'
import { mendsFromLog } from '#db/verify/rules.ts'

const WHOLE = made('log', {}, [])
const ALTERED = found('replay', 'verify.record-other')

function found(check: VerifyCheck, ...codes: readonly string[]): CheckResult {
  return made(
    check,
    {},
    codes.map((code) => ({ code })),
  )
}

test.each<[string, readonly CheckResult[], boolean]>([
  ['nothing is wrong', [made('pages', {}, []), WHOLE], false],
  ['a page is', [found('pages', 'verify.page-altered'), WHOLE], true],
  ['a record is', [ALTERED, WHOLE], true],
  ['the database lost what the log holds', [ALTERED, found('log', 'verify.log-alone')], true],
  ['the log is damaged too', [ALTERED, found('log', 'verify.log-damaged')], false],
  ['the log lacks a changeset', [ALTERED, found('log', 'verify.log-missing')], false],
  ['more was found in the log than is told', [ALTERED, made('log', {}, [], 1)], false],
  ['the log could not be read', [ALTERED, notMade('log')], false],
  ['only an attachment is', [found('attachments', 'verify.attachment-altered'), WHOLE], false],
  ['only a signature is', [found('signatures', 'verify.signature-wrong'), WHOLE], false],
])('the log mends the database, or does not: %s', (_what, checks, mends) => {
  expect(mendsFromLog(checks)).toBe(mends)
})
