import { fork } from 'node:child_process'
import { join } from 'node:path'

import { interleave } from './rounds.ts'

const PROCESS = join(import.meta.dirname, 'opening-process.ts')

/** Middle figures in milliseconds. */
export type OpeningFigures = { readonly small: number; readonly large: number }

/**
 * From the keys to the first page of the problem list, in a process of its own each time: what the
 * shell and the list ask when a case is opened.
 */
export async function measureOpening(
  folders: { readonly small: string; readonly large: string },
  rounds: number,
): Promise<OpeningFigures> {
  const contenders = {
    small: () => openApart(folders.small),
    large: () => openApart(folders.large),
  }
  // The first round brings the files into the cache of the machine.
  await interleave(1, contenders)
  const of = await interleave(rounds, contenders)
  return { small: of('small'), large: of('large') }
}

function openApart(folder: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const child = fork(PROCESS, [folder])
  child.once('message', (taken) => resolve(Number(taken)))
  child.once('exit', (code) => reject(new Error(`the case could not be opened (${code})`)))
  return promise
}
