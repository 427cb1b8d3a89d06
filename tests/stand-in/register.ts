import { isMainThread } from 'node:worker_threads'

import { offerElectron, refuseElectron } from './hooks.ts'

// Loaded before anything else; worker threads inherit it.
if (isMainThread) offerElectron()
else refuseElectron()
