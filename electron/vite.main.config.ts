import { builtinModules } from 'node:module'
import { resolve } from 'node:path'

import { defineConfig } from 'vite'

const here = import.meta.dirname

/** Main and the processes without a window. Only SQLite's package stays outside the bundle. */
export default defineConfig({
  root: resolve(here, '..'),
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir: resolve(here, '../out/main'),
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      input: ['main', 'case-process', 'parser-process', 'verify-process', 'backup-process'].map(
        (name) => resolve(here, `${name}.ts`),
      ),
      external: [
        'electron',
        'better-sqlite3-multiple-ciphers',
        ...builtinModules,
        ...builtinModules.map((name) => `node:${name}`),
      ],
      // All in one folder, so that a file finds its neighbours wherever its code was put.
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})
