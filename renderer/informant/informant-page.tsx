import '../keys/keys.css'
import './informant.css'

import { useNavigate, useSearch } from '@tanstack/react-router'
import { Tabs } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import {
  informantContract,
  type InformantRole,
  PRACTICE_SECOND,
  type SealedInformant,
} from '#db/informant/contract.ts'
import { useGroupTabs } from '#renderer/defect/group-tabs.ts'
import type { PassphraseWords } from '#renderer/keys/new-passphrase.tsx'
import { WordsSlip } from '#renderer/keys/words-slip.tsx'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { DestroyPanel } from './destroy-panel.tsx'
import { EnvelopePanel } from './envelope-panel.tsx'
import { HolderForm, RemoveHolder } from './holder-forms.tsx'
import { HoldersPanel, type Person } from './holders-panel.tsx'
import { INFORMANT_PARTS, informantPartOf } from './informant-parts.ts'
import { OpenPanel } from './open-panel.tsx'
import { OpeningsList } from './openings-list.tsx'
import { RoleSetup } from './role-setup.tsx'
import { SealedList } from './sealed-list.tsx'
import { WriteForm } from './write-form.tsx'

/** The one thing that is being done on this page. */
type Doing =
  | { readonly step: 'open'; readonly informant: SealedInformant }
  | { readonly step: 'destroy'; readonly informant: SealedInformant }
  | { readonly step: 'add'; readonly person: Person }
  | { readonly step: 'remove'; readonly person: Person }
  | { readonly step: 'change' }
  | { readonly step: 'slip'; readonly name: string; readonly words: PassphraseWords }

type Told = { readonly step: 'setUp' | 'add' | 'change' | 'remove' | 'destroy'; name: string }

/** Who spoke, sealed: anybody writes, holders open, and each opening is on record. */
export function InformantPage() {
  const { t } = useTranslation('informant')
  const role = useCaseQuery(informantContract.role, {})
  const [doing, setDoing] = useState<Doing>()
  const [told, setTold] = useState<Told>()
  const [returning, setReturning] = useState(false)

  function begin(next: Doing) {
    setTold(undefined)
    setDoing(next)
  }

  function end(done?: Told, words?: PassphraseWords | null) {
    setTold(done)
    setReturning(true)
    setDoing(words && done ? { step: 'slip', name: done.name, words } : undefined)
  }

  return (
    <Page title={t('title')} tabs={useGroupTabs()}>
      <Refusal error={role.error} />
      {role.data && (
        <div className="vault-page informant-page">
          <p className="vault-told" role="status">
            {told && t(`${told.step}.done`, { name: told.name })}
          </p>
          {doing ? (
            <Step doing={doing} role={role.data} end={end} />
          ) : role.data.holders === null ? (
            <RoleSetup
              role={role.data}
              onFounded={(words) => end({ step: 'setUp', name: role.data.self.name }, words)}
            />
          ) : (
            <Parts
              role={role.data}
              returning={returning}
              begin={begin}
              onTurn={() => setTold(undefined)}
            />
          )}
        </div>
      )}
    </Page>
  )
}

function Parts({
  role,
  returning,
  begin,
  onTurn,
}: {
  readonly role: InformantRole
  /** Whether a step just ended, which leaves the focus nowhere. */
  readonly returning: boolean
  readonly begin: (doing: Doing) => void
  readonly onTurn: () => void
}) {
  const { t } = useTranslation('informant')
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    if (returning) section.current?.focus()
  }, [returning])
  const { part = 'people' } = useSearch({ from: '/case/case/informants' })
  const navigate = useNavigate()
  const contents = {
    people: <People holds={role.self.holds} begin={begin} />,
    envelopes: <EnvelopePanel />,
    openings: <OpeningsList />,
    holders: (
      <HoldersPanel
        role={role}
        onChange={() => begin({ step: 'change' })}
        onAdd={(person) => begin({ step: 'add', person })}
        onRemove={(person) => begin({ step: 'remove', person })}
      />
    ),
  }
  return (
    <section className="card informant-parts" ref={section} tabIndex={-1} aria-label={t('title')}>
      <p>{t('sentence')}</p>
      {role.practice && (
        <p className="start-caution">{t('practice', { passphrase: PRACTICE_SECOND })}</p>
      )}
      <Tabs
        activeKey={part}
        onChange={(key) => {
          onTurn()
          void navigate({ to: '/case/informants', search: { part: informantPartOf(key) } })
        }}
        destroyOnHidden
        items={INFORMANT_PARTS.map((key) => ({
          key,
          label: t(`parts.${key}`),
          children: contents[key],
        }))}
      />
    </section>
  )
}

function People({
  holds,
  begin,
}: {
  readonly holds: boolean
  readonly begin: (doing: Doing) => void
}) {
  const { t } = useTranslation('informant')
  return (
    <>
      <SealedList
        holds={holds}
        onOpen={(informant) => begin({ step: 'open', informant })}
        onDestroy={(informant) => begin({ step: 'destroy', informant })}
      />
      <h2 className="card-title informant-write">{t('write.title')}</h2>
      <WriteForm spoken={null} />
    </>
  )
}

function Step({
  doing,
  role: { self },
  end,
}: {
  readonly doing: Doing
  readonly role: InformantRole
  readonly end: (done?: Told, words?: PassphraseWords | null) => void
}) {
  const { t } = useTranslation('informant')
  const leave = () => end()
  if (doing.step === 'slip') {
    const name = t('slip', { name: doing.name })
    return <WordsSlip words={doing.words} name={name} onClose={leave} />
  }
  if (doing.step === 'open') {
    return <OpenPanel informant={doing.informant} viewer={self.name} onLeave={leave} />
  }
  if (doing.step === 'destroy') {
    const { informant } = doing
    return (
      <DestroyPanel
        informant={informant}
        onDestroyed={() => end({ step: 'destroy', name: informant.code })}
        onLeave={leave}
      />
    )
  }
  if (doing.step === 'remove') {
    const { person } = doing
    return (
      <RemoveHolder
        person={person}
        onDone={() => end({ step: 'remove', name: person.name })}
        onLeave={leave}
      />
    )
  }
  const person = doing.step === 'add' ? doing.person : null
  const { name } = person ?? self
  return (
    <HolderForm
      person={person}
      onDone={(words) => end({ step: doing.step, name }, words)}
      onLeave={leave}
    />
  )
}
