import { Button, Input } from 'antd'
import dayjs from 'dayjs'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { type PrintedSheet as Printed, shellContract } from '#electron/shell/contract.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { OwnPassphrase } from './own-passphrase.tsx'
import { PrintedSheet } from './printed-sheet.tsx'

type Offer = ReturnType<
  typeof useShellCommand<
    typeof shellContract.offerSheet.input,
    typeof shellContract.offerSheet.output
  >
>

/** A recovery sheet: made, printed, typed back. Only then does it count. */
export function SheetStep({
  first,
  replaces,
  onKept,
  onLeave,
}: {
  /** Right after the case was made no passphrase is asked for. */
  readonly first: boolean
  readonly replaces: boolean
  readonly onKept: () => void
  readonly onLeave: () => void
}) {
  const offer = useShellCommand(shellContract.offerSheet)
  const [typing, setTyping] = useState(false)
  const sheet = offer.data
  if (!sheet) {
    return <MakeSheet first={first} replaces={replaces} offer={offer} onLeave={onLeave} />
  }
  return typing ? (
    <TypeBack sheet={sheet} onBack={() => setTyping(false)} onKept={onKept} />
  ) : (
    <PrintIt sheet={sheet} onPrinted={() => setTyping(true)} onLeave={onLeave} />
  )
}

function MakeSheet({
  first,
  replaces,
  offer,
  onLeave,
}: {
  readonly first: boolean
  readonly replaces: boolean
  readonly offer: Offer
  readonly onLeave: () => void
}) {
  const { t } = useTranslation('keys')
  const [own, setOwn] = useState('')

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (offer.isPending || own === '') return
    const passphrase = new TextEncoder().encode(own)
    offer.mutate({ passphrase }, { onSettled: () => passphrase.fill(0) })
  }

  return (
    <form className="card vault-panel" onSubmit={submit}>
      <h2>{t('sheet.title')}</h2>
      <p>{t('sheet.what')}</p>
      <p className="start-caution">{replaces ? t('sheet.replaces') : t('sheet.caution')}</p>
      {first && offer.error === null ? (
        <>
          <div className="vault-steps">
            <Button
              type="primary"
              loading={offer.isPending}
              onClick={() => offer.mutate({ passphrase: null })}
            >
              {t('sheet.make')}
            </Button>
            <Button onClick={onLeave}>{t('sheet.later')}</Button>
          </div>
        </>
      ) : (
        <OwnPassphrase
          value={own}
          onChange={setOwn}
          label={t('own')}
          step={t('sheet.make')}
          pending={offer.isPending}
          error={offer.error}
          triedAt={offer.submittedAt}
          onLeave={onLeave}
        />
      )}
    </form>
  )
}

function PrintIt({
  sheet,
  onPrinted,
  onLeave,
}: {
  readonly sheet: Printed
  readonly onPrinted: () => void
  readonly onLeave: () => void
}) {
  const { t } = useTranslation('keys')
  const print = useShellCommand(shellContract.print)
  return (
    <section className="card vault-panel" aria-label={t('sheet.title')}>
      <PrintedSheet sheet={sheet} today={dayjs().format('YYYY-MM-DD')} />
      <div className="vault-steps">
        <Button type="primary" loading={print.isPending} onClick={() => print.mutate({})}>
          {t('print')}
        </Button>
        <Button onClick={onPrinted}>{t('sheet.typeBack')}</Button>
        <Button onClick={onLeave}>{t('sheet.later')}</Button>
      </div>
      <p className="note">{t('sheet.byHand')}</p>
      <Refusal error={print.error} />
    </section>
  )
}

function TypeBack({
  sheet,
  onBack,
  onKept,
}: {
  readonly sheet: Printed
  readonly onBack: () => void
  readonly onKept: () => void
}) {
  const { t } = useTranslation('keys')
  const keep = useShellCommand(shellContract.keepSheet)
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({})

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (keep.isPending) return
    keep.mutate({ groups: sheet.asked.map((place) => typed[place] ?? '') }, { onSuccess: onKept })
  }

  return (
    <form className="card vault-panel" onSubmit={submit}>
      <h2>{t('sheet.typeTitle')}</h2>
      <p>{t('sheet.typeWhat')}</p>
      <div className="vault-asked">
        {sheet.asked.map((place) => (
          <span key={place}>
            <label htmlFor={`keys-group-${place}`}>{t('sheet.group', { number: place + 1 })}</label>
            <Input
              id={`keys-group-${place}`}
              value={typed[place] ?? ''}
              maxLength={10}
              autoComplete="off"
              spellCheck={false}
              onChange={({ target }) => setTyped({ ...typed, [place]: target.value })}
            />
          </span>
        ))}
      </div>
      <Refusal error={keep.error} />
      <div className="vault-steps">
        <Button type="primary" htmlType="submit" loading={keep.isPending}>
          {t('sheet.keep')}
        </Button>
        <Button onClick={onBack}>{t('sheet.back')}</Button>
      </div>
    </form>
  )
}
