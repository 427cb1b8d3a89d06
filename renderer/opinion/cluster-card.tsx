import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { speakerKinds } from '#db/kernel/opinion-codes.ts'
import { type Cluster, opinionContract, OpinionFilter } from '#db/opinion/contract.ts'
import { useCaseCommand, useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

/** One event: its name, how many tell of it, and when it is open, who and in which words. */
export function ClusterCard({
  cluster,
  open,
  onOpen,
}: {
  readonly cluster: Cluster
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
}) {
  const { t } = useTranslation('opinion')
  return (
    <article className="cluster-card">
      <button
        type="button"
        className="cluster-head"
        aria-expanded={open}
        onClick={() => onOpen(!open)}
      >
        <b>{cluster.name}</b>
        <span className="note">{cluster.unitName}</span>
        <span className="cluster-count">{t('cluster.one', { count: cluster.voices })}</span>
      </button>
      {open && <Members id={cluster.id} />}
    </article>
  )
}

function Members({ id }: { readonly id: string }) {
  const { t } = useTranslation('opinion')
  const word = useCodeWord()
  const filter = OpinionFilter.parse({ clusterId: id })
  const members = useCaseQuery(opinionContract.list, { filter, limit: 200 })
  const leave = useCaseCommand(opinionContract.leave)
  return (
    <>
      <Refusal error={members.error ?? leave.error} />
      <ul className="cluster-members">
        {members.data?.rows.map(({ id: opinionId, no, verbatim, speakerKind, heardOn }) => (
          <li key={opinionId}>
            <blockquote className="quotation">{verbatim}</blockquote>
            <p className="note step-buttons">
              <Link to="/voices" search={{ open: opinionId }} className="number-link">
                {t('cluster.voice', { no })}
              </Link>
              {word(speakerKinds, speakerKind)} · {formatDate(heardOn, { year: true })}
              <Button size="small" onClick={() => leave.mutate({ opinionId })}>
                {t('cluster.leave')}
              </Button>
            </p>
          </li>
        ))}
      </ul>
      <p className="cluster-list">
        <Link to="/voices" search={{ clusterId: id }} className="number-link">
          {t('cluster.inList')}
        </Link>
      </p>
    </>
  )
}
