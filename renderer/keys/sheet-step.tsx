import { Button, Radio } from 'antd'
import dayjs from 'dayjs'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { shellContract } from '#electron/shell/contract.ts'
import type { PrintedSheet as Printed } from '#electron/shell/keys-contract.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { NO_OWN, OwnPassphrase, withOwn } from './own-passphrase.tsx'
import { PrintedSheet } from './printed-sheet.tsx'
import { TypeBack } from './type-back.tsx'
import { useOfferSheet } from './use-offer-sheet.ts'

type Offer = ReturnType<typeof useOfferSheet>

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
  const offer = useOfferSheet()
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
  const [own, setOwn] = useState(NO_OWN)
  const [split, setSplit] = useState(false)

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (offer.isPending || own.typed === '') return
    // The form shows why it failed.
    withOwn(own, (opening) => offer.mutateAsync({ ...opening, split })).catch(() => undefined)
  }

  return (
    <form className="card vault-panel" onSubmit={submit}>
      <h2>{t('sheet.title')}</h2>
      <p>{t('sheet.what')}</p>
      <SplitChoice split={split} onChange={setSplit} />
      <p className="start-caution">{replaces ? t('sheet.replaces') : t('sheet.caution')}</p>
      {first && offer.error === null ? (
        <>
          <div className="vault-steps">
            <Button
              type="primary"
              loading={offer.isPending}
              onClick={() => offer.mutate({ passphrase: null, keyFile: null, split })}
            >
              {split ? t('sheet.makeSplit') : t('sheet.make')}
            </Button>
            <Button onClick={onLeave}>{t('sheet.later')}</Button>
          </div>
        </>
      ) : (
        <OwnPassphrase
          value={own}
          onChange={setOwn}
          label={t('own')}
          step={split ? t('sheet.makeSplit') : t('sheet.make')}
          pending={offer.isPending}
          error={offer.error}
          triedAt={offer.submittedAt}
          onLeave={onLeave}
        />
      )}
    </form>
  )
}

function SplitChoice({
  split,
  onChange,
}: {
  readonly split: boolean
  readonly onChange: (split: boolean) => void
}) {
  const { t } = useTranslation('keys')
  return (
    <>
      <Radio.Group
        name="keys-sheet-split"
        value={split}
        onChange={({ target }) => onChange(target.value === true)}
        options={[
          { value: false, label: t('sheet.whole') },
          { value: true, label: t('sheet.split') },
        ]}
      />
      <p className="note">{split ? t('sheet.splitNote') : t('sheet.wholeNote')}</p>
    </>
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
        <Button onClick={onPrinted}>
          {sheet.papers.length > 1 ? t('sheet.typeBackSplit') : t('sheet.typeBack')}
        </Button>
        <Button onClick={onLeave}>{t('sheet.later')}</Button>
      </div>
      <p className="note">{t('sheet.byHand')}</p>
      <Refusal error={print.error} />
    </section>
  )
}
