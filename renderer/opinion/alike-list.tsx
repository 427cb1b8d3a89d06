import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { speakerKinds } from '#db/kernel/opinion-codes.ts'
import { type AlikePair, type Cluster, opinionContract } from '#db/opinion/contract.ts'
import { useCaseCommand, useCaseQuery } from '#renderer/lib/case-client.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { NewCluster } from './cluster-part.tsx'

/** Pairs in sight; joining one brings the next. */
const SHOWN = 12

/** Opinions of one unit in like words. Nothing is joined before a person says that it is one event. */
export function AlikeList({
  unitId,
  clusters,
}: {
  readonly unitId: string | null
  readonly clusters: readonly Cluster[]
}) {
  const { t } = useTranslation('opinion')
  const alike = useCaseQuery(opinionContract.alike, { unitId })
  // Two of two events stay apart until one is taken out.
  const pairs = (alike.data ?? []).filter(
    ({ one, other }) => one.clusterId === null || other.clusterId === null,
  )
  return (
    <section className="card" aria-label={t('alike.title')}>
      <h2 className="card-title">{t('alike.title')}</h2>
      <p className="note">{t('alike.note')}</p>
      <Refusal error={alike.error} />
      {alike.data && pairs.length === 0 && <p className="alike-none">{t('alike.none')}</p>}
      <ul>
        {pairs.slice(0, SHOWN).map((pair) => (
          <Pair key={`${pair.one.id} ${pair.other.id}`} pair={pair} clusters={clusters} />
        ))}
      </ul>
    </section>
  )
}

function Pair({
  pair: { unitName, one, other },
  clusters,
}: {
  readonly pair: AlikePair
  readonly clusters: readonly Cluster[]
}) {
  const { t } = useTranslation('opinion')
  const word = useCodeWord()
  const join = useCaseCommand(opinionContract.join)
  const gather = useCaseCommand(opinionContract.gather)
  const clusterId = one.clusterId ?? other.clusterId
  const cluster = clusters.find(({ id }) => id === clusterId)
  const outside = one.clusterId === null ? one : other
  return (
    <li className="alike-pair">
      {[one, other].map(({ id, no, verbatim, speakerKind }) => (
        <div key={id}>
          <blockquote className="quotation">{verbatim}</blockquote>
          <p className="note">
            <Link to="/voices" search={{ open: id }} className="number-link">
              {t('cluster.voice', { no })}
            </Link>{' '}
            {word(speakerKinds, speakerKind)} · {unitName}
          </p>
        </div>
      ))}
      {cluster ? (
        <Button size="small" onClick={() => join.mutate({ id: cluster.id, opinionId: outside.id })}>
          {t('alike.joinTo', { name: cluster.name })}
        </Button>
      ) : (
        <NewCluster onName={(name) => gather.mutate({ name, opinionIds: [one.id, other.id] })} />
      )}
      <Refusal error={join.error ?? gather.error} />
    </li>
  )
}
