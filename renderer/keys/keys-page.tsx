import './keys.css'

import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { casefileContract } from '#db/casefile/contract.ts'
import { type Keys, shellContract } from '#electron/shell/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { useShellQuery } from '#renderer/lib/shell-client.ts'
import { useCaseTabs } from '#renderer/shell/case-tabs.ts'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { AddMember, type Person } from './add-member.tsx'
import { ChangePassphrase } from './change-passphrase.tsx'
import { HoldersTable } from './holders-table.tsx'
import type { PassphraseWords } from './new-passphrase.tsx'
import { RemoveMember } from './remove-member.tsx'
import { SheetStep } from './sheet-step.tsx'
import { WordsSlip } from './words-slip.tsx'

/** The one thing that is being done on this page. */
type Doing =
  | { readonly step: 'add'; readonly person: Person | null }
  | { readonly step: 'change' }
  | { readonly step: 'remove'; readonly id: string; readonly name: string }
  | { readonly step: 'sheet' }
  | { readonly step: 'slip'; readonly name: string; readonly words: PassphraseWords }

/** Who can open the case, and what changes that: members, passphrases, the recovery sheet. */
export function KeysPage() {
  const { t } = useTranslation('keys')
  const tabs = useCaseTabs()
  const keys = useShellQuery(shellContract.keys, {})
  const { sheet } = useSearch({ from: '/case/case/keys' })
  const navigate = useNavigate()
  const [doing, setDoing] = useState<Doing>()
  const [told, setTold] = useState('')
  const now = sheet === 'first' && doing === undefined ? ({ step: 'sheet' } as const) : doing

  function end(sentence = '', next?: Doing) {
    setTold(sentence)
    setDoing(next)
    if (sheet !== undefined) void navigate({ to: '/case/keys', search: {}, replace: true })
  }

  return (
    <Page title={t('title')} tabs={tabs}>
      <Refusal error={keys.error} />
      {keys.data && (
        <div className="keys-page">
          <p className="keys-told" role="status">
            {told}
          </p>
          {now ? (
            <Step doing={now} keys={keys.data} first={sheet === 'first'} end={end} />
          ) : (
            <Overview keys={keys.data} begin={setDoing} />
          )}
        </div>
      )}
    </Page>
  )
}

function Overview({
  keys,
  begin,
}: {
  readonly keys: Keys
  readonly begin: (doing: Doing) => void
}) {
  const { t } = useTranslation('keys')
  const { members, fingerprint, practice } = keys
  return (
    <section className="card keys-overview">
      <p className="keys-sentence">{t('sentence', { count: members.length })}</p>
      <p className={fingerprint === null && !practice ? 'start-caution' : undefined}>
        {practice
          ? t('practice')
          : fingerprint === null
            ? t('sheet.none')
            : t('sheet.there', { fingerprint })}
      </p>
      <HoldersTable
        keys={keys}
        onChange={() => begin({ step: 'change' })}
        onRemove={(id, name) => begin({ step: 'remove', id, name })}
        onGive={(person) => begin({ step: 'add', person })}
      />
      {!practice && (
        <div className="keys-steps">
          <Button type="primary" onClick={() => begin({ step: 'add', person: null })}>
            {t('add.open')}
          </Button>
          <Button onClick={() => begin({ step: 'sheet' })}>
            {fingerprint === null ? t('sheet.open') : t('sheet.openAnew')}
          </Button>
        </div>
      )}
    </section>
  )
}

function Step({
  doing,
  keys: { fingerprint, members },
  first,
  end,
}: {
  readonly doing: Doing
  readonly keys: Keys
  readonly first: boolean
  readonly end: (sentence?: string, next?: Doing) => void
}) {
  const { t } = useTranslation('keys')
  const summary = useCaseQuery(casefileContract.summary, {})
  const leave = () => end()
  const self = members.find((member) => member.self)?.name ?? ''
  if (doing.step === 'slip') {
    const { words, name } = doing
    return <WordsSlip words={words} name={name} title={summary.data?.title ?? ''} onClose={leave} />
  }
  if (doing.step === 'add') {
    return (
      <AddMember
        person={doing.person}
        onLeave={leave}
        onAdded={(name, words) =>
          end(t('add.done', { name }), words ? { step: 'slip', name, words } : undefined)
        }
      />
    )
  }
  if (doing.step === 'change') {
    return (
      <ChangePassphrase
        onLeave={leave}
        onChanged={(words) =>
          end(t('change.done'), words ? { step: 'slip', name: self, words } : undefined)
        }
      />
    )
  }
  if (doing.step === 'remove') {
    const { id, name } = doing
    return (
      <RemoveMember
        memberId={id}
        name={name}
        onLeave={leave}
        onRemoved={() => end(t('remove.done', { name }))}
      />
    )
  }
  return (
    <SheetStep
      first={first}
      replaces={fingerprint !== null}
      onLeave={leave}
      onKept={() => end(t('sheet.done'))}
    />
  )
}
