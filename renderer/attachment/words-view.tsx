import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

import { shellContract } from '#electron/shell/contract.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { wordsOf } from './content.ts'

/** More is not drawn at once; the export has all of it. */
const MOST_DRAWN = 400_000

/** The words of a document, read in a process of its own. */
export function DocumentView({
  name,
  bytes,
}: {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}) {
  const { t } = useTranslation('attachment')
  const { mutate, data, error } = useShellCommand(shellContract.readDocument)
  useEffect(() => mutate({ fileName: name, bytes }), [mutate, name, bytes])
  if (error) return <Refusal error={error} />
  if (!data) return <p role="status">{t('loading')}</p>
  return (
    <>
      <p className="note">{t('wordsNote')}</p>
      <Words words={data.paragraphs.join('\n')} isWhole={data.isWhole} />
    </>
  )
}

/** A text as it is. */
export function TextView({ bytes }: { readonly bytes: Uint8Array<ArrayBuffer> }) {
  return <Words words={wordsOf(bytes)} isWhole />
}

function Words({ words, isWhole }: { readonly words: string; readonly isWhole: boolean }) {
  const { t } = useTranslation('attachment')
  const cut = words.length > MOST_DRAWN
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrow keys scroll it */}
      <div className="attachment-text" tabIndex={0} role="group" aria-label={t('words')}>
        {cut ? words.slice(0, MOST_DRAWN) : words}
      </div>
      {(cut || !isWhole) && <p className="note">{t('wordsCut')}</p>}
    </>
  )
}
