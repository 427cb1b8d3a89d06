import { createInstance, type Resource } from 'i18next'
import { initReactI18next } from 'react-i18next'

import type { Locale } from '#electron/shell/contract.ts'

type Words = { readonly [key: string]: string | Words }

/** Gathers the files into `language → namespace → words`; all `reason-*` files are one namespace. */
export function gatherWords(files: Readonly<Record<string, Words>>): Resource {
  const resource: Resource = {}
  for (const [path, words] of Object.entries(files)) {
    const [language, file] = path.split('/').slice(-2)
    if (language === undefined || file === undefined) continue
    const name = file.replace('.json', '')
    const namespace = name.startsWith('reason-') ? 'reason' : name
    const namespaces = (resource[language] ??= {})
    namespaces[namespace] = { ...Object(namespaces[namespace]), ...words }
  }
  return resource
}

const files = import.meta.glob<Words>('../locales/*/*.json', { eager: true, import: 'default' })

/** The words of the interface in both languages. */
export const i18n = createInstance()

/** Sets the language up before the first page is drawn. */
export async function startI18n(locale: Locale): Promise<void> {
  await i18n.use(initReactI18next).init({
    resources: gatherWords(files),
    lng: locale,
    fallbackLng: false,
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  document.documentElement.lang = locale
}

/** Changes the language of all that is on screen. */
export async function changeLanguage(locale: Locale): Promise<void> {
  await i18n.changeLanguage(locale)
  document.documentElement.lang = locale
}
