import type Database from 'better-sqlite3-multiple-ciphers'
import type { z } from 'zod'

import { openCaseFile } from '#db/engine/case-file.ts'
import { openDatabase } from '#db/engine/open-database.ts'
import type { Entry } from '#db/kernel/contract.ts'
import { settleExaminations } from '#db/prevalence/settle.ts'
import { type CaseService, createCaseService } from '#db/service.ts'

import { benchHost, unlockBenchCase } from './store.ts'
import { FIRST_MEMBER } from './write-case.ts'

/** A case of the bench with its door, and the handle behind it for what is written by hand. */
export type OpenedBenchCase = {
  readonly service: CaseService
  readonly handle: Database.Database
}

/** Opens a database with its key, which stays the caller's, and puts the door before it. */
export async function openBenchCase(path: string, key: Buffer): Promise<OpenedBenchCase> {
  const handle = openDatabase(path, key)
  const file = await openCaseFile(handle, [settleExaminations])
  return { service: createCaseService(file, FIRST_MEMBER, benchHost()), handle }
}

/** The same from the folder of a case. */
export async function openBenchFolder(folder: string): Promise<OpenedBenchCase> {
  const { databasePath, keys } = await unlockBenchCase(folder)
  return openBenchCase(databasePath, keys.db)
}

/** Asks the door as a page would; a refusal ends the bench. */
export async function ask<I extends z.ZodType, O extends z.ZodType>(
  service: CaseService,
  entry: Entry & { readonly input: I; readonly output: O },
  input: z.input<I>,
): Promise<z.output<O>> {
  const reply = await service.call(entry.name, input)
  if (!reply.ok) throw new Error(`${entry.name}: ${JSON.stringify(reply)}`)
  return entry.output.parse(reply.data)
}
