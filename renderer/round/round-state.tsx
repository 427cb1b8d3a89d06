import { useTranslation } from 'react-i18next'

import type { RoundState } from '#db/visit/contract.ts'

/** The states in the order of SM9; a cancelled round stands outside the row. */
export const STATES = ['draft', 'agreed', 'approved', 'underWay', 'back', 'filed'] as const

/** The state of a round in words, with a bar that fills as it goes. */
export function RoundStateMark({ state }: { readonly state: RoundState }) {
  const { t } = useTranslation('round')
  const done = STATES.findIndex((each) => each === state)
  return (
    <span className={`round-state${state === 'cancelled' ? ' round-state-cancelled' : ''}`}>
      <span aria-hidden="true" className="round-bar">
        {STATES.map((each, at) => (
          <span key={each} className={at <= done ? 'round-bar-done' : ''} />
        ))}
      </span>
      {t(`state.${state}`)}
    </span>
  )
}
