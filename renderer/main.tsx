import './theme.css'
import 'dayjs/locale/zh-cn'

import { createRoot } from 'react-dom/client'

import { shellContract } from '#electron/shell/contract.ts'

import { App } from './app.tsx'
import { startI18n } from './lib/i18n.ts'
import { askShell } from './lib/shell-client.ts'
import { watchFocus } from './lib/spot.ts'

// The first page is drawn in Chinese when the machine does not answer; it then says what failed.
const start = await askShell(shellContract.start, {}).catch(() => undefined)
await startI18n(start?.locale ?? 'zh-CN')

watchFocus()
const place = document.querySelector('#root')
if (place) createRoot(place).render(<App />)
