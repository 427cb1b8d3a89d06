import { readdirSync } from 'node:fs'
import { join } from 'node:path'

import { casefileContract } from '#db/casefile/contract.ts'
import { openCaseFile } from '#db/engine/case-file.ts'
import { unlockCaseFolder } from '#db/engine/case-folder.ts'
import { inspectCase } from '#db/engine/inspect-case.ts'
import { openDatabase } from '#db/engine/open-database.ts'
import { settleExaminations } from '#db/prevalence/settle.ts'
import { createCaseService } from '#db/service.ts'
import { PRACTICE_PASSPHRASE } from '#electron/shell/practice-passphrase.ts'
import { asker, type TestCase, testHost } from '#tests/fixtures/case.ts'

/** Works on the practice case as its other deputy leader, while the app is not running. */
export async function asDeputy(
  dataFolder: string,
  work: (ask: TestCase['ask']) => Promise<unknown>,
): Promise<void> {
  const parent = join(dataFolder, 'practice')
  const folder = join(parent, readdirSync(parent).find((name) => name.endsWith('.xundu')) ?? '')
  const first = inspectCase(folder).members[0]?.id ?? ''
  const passphrase = new TextEncoder().encode(PRACTICE_PASSPHRASE)
  const { databasePath, keys } = await unlockCaseFolder(folder, first, passphrase)
  const file = await openCaseFile(openDatabase(databasePath, keys.db), [settleExaminations])
  const host = { ...testHost('2014-06-30'), newId: () => `deputy${crypto.randomUUID()}` }
  const members = await asker(createCaseService(file, first, host))(casefileContract.members, {})
  const deputy = members.find(({ id, role }) => id !== first && role === 'deputy')
  const service = createCaseService(file, deputy?.id ?? '', host)
  await work(asker(service))
  await service.close()
}
