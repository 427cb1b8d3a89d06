import { Button, Input, Pagination } from 'antd'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { type Envelope, informantContract } from '#db/informant/contract.ts'
import { useCaseCommand, useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { useToday } from '#renderer/lib/today.ts'
import { CivilDateInput } from '#renderer/records/civil-date-input.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

const PAGE = 50

/** Letters that belong to a higher level: the envelope is registered, what it says is not. */
export function EnvelopePanel() {
  const { t } = useTranslation('informant')
  const [page, setPage] = useState(1)
  const [handing, setHanding] = useState<string>()
  const list = useCaseQuery(informantContract.envelopes, { offset: (page - 1) * PAGE, limit: PAGE })
  const { total = 0, rows = [] } = list.data ?? {}
  return (
    <>
      <RegisterForm />
      <Refusal error={list.error} />
      {list.data && total === 0 && <EmptyState title={t('envelope.empty')} />}
      {total > 0 && (
        <table className="vault-table informant-table">
          <thead>
            <tr>
              <th scope="col">{t('columns.no')}</th>
              <th scope="col">{t('envelope.receivedOn')}</th>
              <th scope="col">{t('envelope.seal')}</th>
              <th scope="col">{t('envelope.holder')}</th>
              <th scope="col">{t('envelope.handed')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((envelope) => (
              <tr key={envelope.id}>
                <th scope="row">{envelope.no}</th>
                <td>{formatDate(envelope.receivedOn, { year: true })}</td>
                <td className="informant-mono">{envelope.seal}</td>
                <td>{envelope.holder}</td>
                <td>
                  <Handed
                    envelope={envelope}
                    open={handing === envelope.id}
                    onOpen={() => setHanding(envelope.id)}
                    onDone={() => setHanding(undefined)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Pagination
        current={page}
        pageSize={PAGE}
        total={total}
        hideOnSinglePage
        showSizeChanger={false}
        onChange={setPage}
      />
    </>
  )
}

function RegisterForm() {
  const { t } = useTranslation('informant')
  const today = useToday()
  const register = useCaseCommand(informantContract.register)
  const [receivedOn, setReceivedOn] = useState(today)
  const [seal, setSeal] = useState('')
  const [holder, setHolder] = useState('')
  const whole = receivedOn !== '' && seal.trim() !== '' && holder.trim() !== ''

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (!whole || register.isPending) return
    register.mutate(
      { receivedOn, seal, holder },
      {
        onSuccess: () => {
          setSeal('')
          setHolder('')
        },
      },
    )
  }

  return (
    <form className="vault-panel informant-form" onSubmit={submit}>
      <p>{t('envelope.what')}</p>
      <div className="informant-fields">
        <span>
          <label htmlFor="envelope-receivedOn">{t('envelope.receivedOn')}</label>
          <CivilDateInput
            id="envelope-receivedOn"
            value={receivedOn}
            onChange={(date) => setReceivedOn(date ?? '')}
          />
        </span>
        <Part part="seal" value={seal} most={60} onChange={setSeal} />
        <Part part="holder" value={holder} most={50} onChange={setHolder} />
        <Button type="primary" htmlType="submit" loading={register.isPending} disabled={!whole}>
          {t('envelope.step')}
        </Button>
      </div>
      <Refusal error={register.error} />
      <p role="status">{register.data && t('envelope.done', { no: register.data.no })}</p>
    </form>
  )
}

function Part({
  part,
  value,
  most,
  onChange,
}: {
  readonly part: 'seal' | 'holder'
  readonly value: string
  readonly most: number
  readonly onChange: (value: string) => void
}) {
  const { t } = useTranslation('informant')
  return (
    <span>
      <label htmlFor={`envelope-${part}`}>{t(`envelope.${part}`)}</label>
      <Input
        id={`envelope-${part}`}
        value={value}
        maxLength={most}
        autoComplete="off"
        onChange={({ target }) => onChange(target.value)}
      />
    </span>
  )
}

function Handed({
  envelope,
  open,
  onOpen,
  onDone,
}: {
  readonly envelope: Envelope
  readonly open: boolean
  readonly onOpen: () => void
  readonly onDone: () => void
}) {
  const { t } = useTranslation('informant')
  const { id, no, handedTo: to, handedOn } = envelope
  if (to !== null && handedOn !== null) {
    return <>{t('envelope.handedTo', { to, date: formatDate(handedOn, { year: true }) })}</>
  }
  if (open) return <HandForm id={id} onDone={onDone} />
  return (
    <Button size="small" onClick={onOpen} aria-label={t('envelope.handOf', { no })}>
      {t('envelope.hand')}
    </Button>
  )
}

function HandForm({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const { t } = useTranslation('informant')
  const today = useToday()
  const hand = useCaseCommand(informantContract.handOver)
  const [to, setTo] = useState('')
  const [on, setOn] = useState(today)

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (to.trim() === '' || on === '' || hand.isPending) return
    hand.mutate({ id, handedTo: to, handedOn: on }, { onSuccess: onDone })
  }

  return (
    <form onSubmit={submit}>
      <span className="informant-row">
        <Input
          aria-label={t('envelope.to')}
          placeholder={t('envelope.to')}
          value={to}
          maxLength={100}
          autoFocus
          autoComplete="off"
          onChange={({ target }) => setTo(target.value)}
        />
        <CivilDateInput
          id={`envelope-on-${id}`}
          aria-label={t('envelope.on')}
          value={on}
          onChange={(date) => setOn(date ?? '')}
        />
        <Button size="small" type="primary" htmlType="submit" loading={hand.isPending}>
          {t('envelope.handStep')}
        </Button>
        <Button size="small" onClick={onDone}>
          {t('common:cancel')}
        </Button>
      </span>
      <Refusal error={hand.error} />
    </form>
  )
}
