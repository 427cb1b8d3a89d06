import { resolve } from 'node:path'

import { defineConfig } from 'vitest/config'

const root = resolve(import.meta.dirname, '..')

export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        test: {
          name: 'unit',
          include: ['tests/{rules,db,electron,renderer,scripts,fences}/**/*.test.{ts,tsx}'],
          environment: 'node',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        root,
        test: {
          name: 'e2e',
          // A busy machine takes longer to show what a test waits for.
          expect: { poll: { timeout: 40_000 } },
          include: ['tests/{e2e,stand-in}/**/*.test.ts'],
          environment: 'node',
          testTimeout: 180_000,
          // A real browser on a busy machine: what fails once may be the machine, twice is the app.
          retry: process.env['CI'] ? 1 : 0,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
