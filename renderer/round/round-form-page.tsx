import { useTranslation } from 'react-i18next'

import { roundContract } from '#db/round/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { RoundEditor } from './round-editor.tsx'
import { emptyRound, roundFormOf } from './round-form-model.ts'
import { useRoundTabs } from './round-tabs.ts'

/** The form of a new round (`new`) or of one that is on record. */
export function RoundFormPage({ subject }: { readonly subject: string }) {
  const { t } = useTranslation('round')
  const isNew = subject === 'new'
  const tabs = useRoundTabs()
  const rounds = useCaseQuery(roundContract.list, {})
  const round = useCaseQuery(
    roundContract.one,
    { id: subject },
    { enabled: !isNew, keepPrevious: false },
  )
  const error = rounds.error ?? round.error
  if (error || !rounds.data || (!isNew && !round.data)) {
    return (
      <Page title={t('title')} tabs={tabs}>
        <Refusal error={error} />
      </Page>
    )
  }
  const initial = round.data
    ? roundFormOf(round.data)
    : emptyRound(rounds.data, t('form.firstTeam'))
  return <RoundEditor subject={subject} initial={initial} />
}
