import { resolve } from 'node:path'

import { defineConfig } from 'vite'

const here = import.meta.dirname

/** A sandboxed preload script is one CommonJS file. */
export default defineConfig({
  root: resolve(here, '..'),
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir: resolve(here, '../out/preload'),
    emptyOutDir: true,
    target: 'chrome150',
    minify: false,
    rolldownOptions: {
      input: resolve(here, 'preload.ts'),
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
    },
  },
})
