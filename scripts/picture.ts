import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

import { shellContract } from '#electron/shell/contract.ts'

import { buildIfStale } from './build.ts'
import { startDemoApp } from './demo/app.ts'

const PICTURE = resolve(import.meta.dirname, '../.github/prevalence.png')

/** Takes the picture that the README shows: the prevalence page of the practice case. */
async function main(): Promise<void> {
  await buildIfStale()
  const dataFolder = mkdtempSync(join(tmpdir(), 'xundu-picture-'))
  const app = await startDemoApp(dataFolder, 'zh-CN')
  try {
    await app.page.setViewportSize({ width: 1440, height: 900 })
    await app.ask('shell', shellContract.openPractice, {})
    await app.show('#/analysis/prevalence')
    await app.page.getByRole('grid', { name: /单位/ }).waitFor()
    mkdirSync(dirname(PICTURE), { recursive: true })
    await app.page.screenshot({ path: PICTURE })
  } finally {
    await app.close()
    rmSync(dataFolder, { recursive: true, force: true })
  }
  console.log(PICTURE)
}

if (import.meta.main) await main()
