import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { casefileContract } from '#db/casefile/contract.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

import type { PassphraseWords } from './new-passphrase.tsx'

/** Six words on paper, once: whose passphrase they are, and how to type them. */
export function WordsSlip({
  words,
  name,
  onClose,
}: {
  readonly words: PassphraseWords
  readonly name: string
  readonly onClose: () => void
}) {
  const { t } = useTranslation('keys')
  const summary = useCaseQuery(casefileContract.summary, {})
  const print = useShellCommand(shellContract.print)
  return (
    <section className="card vault-panel" aria-labelledby="slip-title">
      <div className="vault-paper">
        <h2 id="slip-title">{t('slip.title', { name })}</h2>
        <p>{t('slip.case', { title: summary.data?.title ?? '' })}</p>
        <ol className="vault-words" translate="no">
          {words.map(({ word, place }) => (
            <li key={word}>
              <b>{word}</b> <span lang="zh-CN">{place}</span>
            </li>
          ))}
        </ol>
        <p>{t('slip.how')}</p>
        <p>{t('slip.keep')}</p>
      </div>
      <div className="vault-steps">
        <Button type="primary" loading={print.isPending} onClick={() => print.mutate({})}>
          {t('print')}
        </Button>
        <Button onClick={onClose}>{t('slip.close')}</Button>
        <span className="note">{t('slip.once')}</span>
      </div>
      <Refusal error={print.error} />
    </section>
  )
}
