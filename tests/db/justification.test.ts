import { expect, test } from 'vitest'

import { casefileContract } from '#db/casefile/contract.ts'
import { justificationContract } from '#db/justification/contract.ts'
import { reopenAs, testCase } from '#tests/fixtures/case.ts'
import { codeOf } from '#tests/fixtures/keys.ts'

const subject = { subject: 'round', subjectId: 'r1', code: 'round.only-in-town' }

test('only the leader writes a reason; it stands with his name, beside who has seen a warning', async () => {
  const { ask, folder, service } = await testCase({ today: '2014-06-10' })
  const leader = await ask(casefileContract.addMember, { name: '周立本', role: 'leader' })
  const give = { ...subject, reason: '大雨封山' }
  expect(await codeOf(() => ask(justificationContract.give, give))).toBe(
    'justification.leader-only',
  )
  await ask(justificationContract.see, subject)
  await ask(justificationContract.see, subject)
  await service.close()

  const his = await reopenAs(folder, leader.id)
  await his.ask(justificationContract.give, give)
  expect(
    await his.ask(justificationContract.list, { subject: 'round', subjectId: 'r1' }),
  ).toMatchObject([
    { code: subject.code, kind: 'seen', reason: '', by: '林若川' },
    { code: subject.code, kind: 'reason', reason: '大雨封山', by: '周立本' },
  ])
})
