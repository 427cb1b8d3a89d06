import { Button, Input, Select } from 'antd'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { opinionContract, type OpinionRow } from '#db/opinion/contract.ts'
import { useCaseCommand, useCaseQuery } from '#renderer/lib/case-client.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

/** The event that an opinion tells of: that of others of its unit, or a new one. */
export function ClusterPart({ opinion }: { readonly opinion: OpinionRow }) {
  const { t } = useTranslation('opinion')
  const clusters = useCaseQuery(opinionContract.clusters, { unitId: opinion.unitId })
  const join = useCaseCommand(opinionContract.join)
  const gather = useCaseCommand(opinionContract.gather)
  const leave = useCaseCommand(opinionContract.leave)
  const opinionId = opinion.id
  const rows = clusters.data?.rows ?? []
  return (
    <section className="opinion-codes" aria-label={t('cluster.title')}>
      <h2 className="card-title">{t('cluster.title')}</h2>
      {opinion.clusterName === null ? (
        <>
          {rows.length > 0 && (
            <Select<string | null>
              aria-label={t('cluster.join')}
              placeholder={t('cluster.join')}
              options={rows.map(({ id, name, voices }) => ({
                value: id,
                label: t('cluster.option', { name, count: voices }),
              }))}
              value={null}
              onChange={(id) => id !== null && join.mutate({ id, opinionId })}
            />
          )}
          <NewCluster onName={(name) => gather.mutate({ name, opinionIds: [opinionId] })} />
        </>
      ) : (
        <p className="step-buttons">
          <b>{opinion.clusterName}</b>
          <Button size="small" onClick={() => leave.mutate({ opinionId })}>
            {t('cluster.leave')}
          </Button>
        </p>
      )}
      <Refusal error={join.error ?? gather.error ?? leave.error} />
    </section>
  )
}

/** Asks what the event is called; hears a name that says something. */
export function NewCluster({ onName }: { readonly onName: (name: string) => void }) {
  const { t } = useTranslation('opinion')
  const [name, setName] = useState('')

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (name.trim() !== '') onName(name.trim())
  }

  return (
    <form className="cluster-new" onSubmit={submit}>
      <Input
        aria-label={t('cluster.name')}
        placeholder={t('cluster.name')}
        maxLength={40}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <Button htmlType="submit">{t('cluster.new')}</Button>
    </form>
  )
}
