import './keys.css'

import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { shellContract } from '#electron/shell/contract.ts'
import type { Keys } from '#electron/shell/keys-contract.ts'
import { useShellQuery } from '#renderer/lib/shell-client.ts'
import { useCaseTabs } from '#renderer/shell/case-tabs.ts'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { AccessSection } from './access-section.tsx'
import { AddMember, type Person } from './add-member.tsx'
import { ChangePassphrase } from './change-passphrase.tsx'
import { HoldersTable } from './holders-table.tsx'
import { KeyFileStep } from './key-file-step.tsx'
import { LostLaptop } from './lost-laptop.tsx'
import type { PassphraseWords } from './new-passphrase.tsx'
import { RemoveMember } from './remove-member.tsx'
import { SheetStep } from './sheet-step.tsx'
import { WordsSlip } from './words-slip.tsx'

/** The one thing that is being done on this page. */
type Doing =
  | { readonly step: 'add'; readonly person: Person | null }
  | { readonly step: 'change' }
  | { readonly step: 'remove' | 'lost'; readonly id: string; readonly name: string }
  | { readonly step: 'keyFile' }
  | { readonly step: 'sheet' }
  | { readonly step: 'slip'; readonly name: string; readonly words: PassphraseWords }

/** What was done last, told until the next step begins. */
type Told = {
  readonly step: 'add' | 'change' | 'remove' | 'lost' | 'keyFile' | 'sheet'
  readonly name: string
}

/** Who can open the case, and what changes that: members, passphrases, the recovery sheet. */
export function KeysPage() {
  const { t } = useTranslation('keys')
  const tabs = useCaseTabs()
  const keys = useShellQuery(shellContract.keys, {})
  const { sheet } = useSearch({ from: '/case/case/keys' })
  const navigate = useNavigate()
  const [doing, setDoing] = useState<Doing>()
  const [told, setTold] = useState<Told>()
  const now = sheet === 'first' && doing === undefined ? ({ step: 'sheet' } as const) : doing

  function begin(next: Doing) {
    setTold(undefined)
    setDoing(next)
  }

  function end(done?: Told, next?: Doing) {
    setTold(done)
    setDoing(next)
    if (sheet !== undefined) void navigate({ to: '/case/keys', search: {}, replace: true })
  }

  return (
    <Page title={t('title')} tabs={tabs}>
      <Refusal error={keys.error} />
      {keys.data && (
        <div className="vault-page">
          <p className="vault-told" role="status">
            {told && t(`${told.step}.done`, { name: told.name })}
          </p>
          {now ? (
            <Step doing={now} keys={keys.data} first={sheet === 'first'} end={end} />
          ) : (
            <>
              <Overview keys={keys.data} begin={begin} />
              {!keys.data.practice && <AccessSection />}
            </>
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
  const { members, fingerprint, practice, split } = keys
  return (
    <section className="card vault-overview">
      <p className="vault-sentence">{t('sentence', { count: members.length })}</p>
      <p className={fingerprint === null && !practice ? 'start-caution' : undefined}>
        {practice
          ? t('practice')
          : fingerprint === null
            ? t('sheet.none')
            : t(split ? 'sheet.thereSplit' : 'sheet.there', { fingerprint })}
      </p>
      <HoldersTable
        keys={keys}
        onChange={() => begin({ step: 'change' })}
        onKeyFile={() => begin({ step: 'keyFile' })}
        onRemove={(id, name) => begin({ step: 'remove', id, name })}
        onLost={(id, name) => begin({ step: 'lost', id, name })}
        onGive={(person) => begin({ step: 'add', person })}
      />
      {!practice && (
        <div className="vault-steps">
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
  readonly end: (done?: Told, next?: Doing) => void
}) {
  const leave = () => end()
  const me = members.find((member) => member.self)
  const self = me?.name ?? ''
  if (doing.step === 'slip') {
    return <WordsSlip words={doing.words} name={doing.name} onClose={leave} />
  }
  if (doing.step === 'add') {
    return (
      <AddMember
        person={doing.person}
        onLeave={leave}
        onAdded={(name, words) =>
          end({ step: 'add', name }, words ? { step: 'slip', name, words } : undefined)
        }
      />
    )
  }
  if (doing.step === 'change') {
    return (
      <ChangePassphrase
        onLeave={leave}
        onChanged={(words) =>
          end(
            { step: 'change', name: self },
            words ? { step: 'slip', name: self, words } : undefined,
          )
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
        onRemoved={() => end({ step: 'remove', name })}
      />
    )
  }
  if (doing.step === 'lost' || doing.step === 'keyFile') {
    return <NewKeyStep doing={doing} me={me} sheet={fingerprint !== null} end={end} />
  }
  const kept = () => end({ step: 'sheet', name: self })
  return <SheetStep first={first} replaces={fingerprint !== null} onLeave={leave} onKept={kept} />
}

/** A key that is made anew, or that needs another file. */
function NewKeyStep({
  doing,
  me,
  sheet,
  end,
}: {
  readonly doing: Extract<Doing, { step: 'remove' | 'lost' | 'keyFile' }>
  readonly me: Keys['members'][number] | undefined
  readonly sheet: boolean
  readonly end: (done?: Told, next?: Doing) => void
}) {
  const leave = () => end()
  if (doing.step === 'keyFile') {
    return (
      <KeyFileStep
        needed={me?.keyFile ?? false}
        sheet={sheet}
        onLeave={leave}
        onChanged={() => end({ step: 'keyFile', name: me?.name ?? '' })}
      />
    )
  }
  const { id, name } = doing
  return (
    <LostLaptop
      memberId={id}
      name={name}
      onLeave={leave}
      onRenewed={(words) =>
        end({ step: 'lost', name }, words ? { step: 'slip', name, words } : undefined)
      }
    />
  )
}
