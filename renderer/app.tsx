import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App as Messages, ConfigProvider } from 'antd'
import english from 'antd/locale/en_US'
import chinese from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'

import { forgetAnswers } from './lib/case-client.ts'
import { useShellEvent } from './lib/shell-client.ts'
import { i18n } from './lib/i18n.ts'
import { theme } from './lib/theme.ts'
import { router } from './routes.tsx'
import { putAway } from './shell/session.ts'

const queries = new QueryClient()

i18n.on('languageChanged', (language) => {
  dayjs.locale(language === 'en' ? 'en' : 'zh-cn')
})

/** The whole window: language, look, questions and pages. */
export function App() {
  const { i18n: current } = useTranslation()
  useShellEvent((event) => {
    if (event.event === 'changed') void forgetAnswers(queries, event.tables)
    if (event.event === 'lock-soon') void putAway(router, event.keepPlace)
  })
  return (
    <ConfigProvider
      locale={current.language === 'en' ? english : chinese}
      theme={theme}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
    >
      <Messages className="app">
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Messages>
    </ConfigProvider>
  )
}
