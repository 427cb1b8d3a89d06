import { Button, Input, InputNumber } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { type Round, visitContract } from '#db/visit/contract.ts'
import { useCaseCommand } from '#renderer/lib/case-client.ts'
import { isComposing } from '#renderer/lib/composition.ts'
import { CivilDateInput } from '#renderer/records/civil-date-input.tsx'
import { Field, fieldId } from '#renderer/records/field.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

const MOST_ROUNDS = 99
const MOST_PURPOSE = 200

type Props = {
  readonly rounds: readonly Round[]
  /** The day of the visit, which the round begins with unless another day is chosen. */
  readonly day: string
  /** The id of the round that was added, or undefined when none was. */
  readonly onEnd: (id: string | undefined) => void
}

/** A round of visits that is added from the form of its first visit. */
export function NewRound({ rounds, day, onEnd }: Props) {
  const { t } = useTranslation('visit')
  const { round, change, lacking, add, save } = useNewRound({ rounds, day, onEnd })
  const id = (name: string) => fieldId('round', name)

  function press(event: KeyboardEvent) {
    if (isComposing(event) || (event.key !== 'Escape' && event.key !== 'Enter')) return
    // The form under this panel hears the same keys.
    event.stopPropagation()
    if (event.key === 'Escape') onEnd(undefined)
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) save()
  }

  return (
    // Keys of the fields inside, gathered in one place.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div role="group" aria-label={t('round.new')} className="new-round" onKeyDown={press}>
      <Field id={id('no')} label={t('round.no')}>
        <InputNumber
          id={id('no')}
          min={1}
          max={MOST_ROUNDS}
          precision={0}
          autoFocus
          value={round.no}
          onChange={(no) => change({ no })}
        />
      </Field>
      <Field id={id('fromOn')} label={t('round.fromOn')}>
        <CivilDateInput
          id={id('fromOn')}
          value={round.fromOn}
          onChange={(fromOn) => change({ fromOn })}
        />
      </Field>
      <Field id={id('toOn')} label={t('round.toOn')}>
        <CivilDateInput id={id('toOn')} value={round.toOn} onChange={(toOn) => change({ toOn })} />
      </Field>
      <Field id={id('purpose')} label={t('round.purpose')}>
        <Input
          id={id('purpose')}
          maxLength={MOST_PURPOSE}
          placeholder={t('round.purposeExample')}
          value={round.purpose}
          onChange={({ target }) => change({ purpose: target.value })}
        />
      </Field>
      <Refusal error={add.error} />
      <div className="step-buttons">
        <Button
          size="small"
          type={lacking ? 'dashed' : 'primary'}
          loading={add.isPending}
          onClick={save}
        >
          {t('round.add')}
        </Button>
        <Button size="small" onClick={() => onEnd(undefined)}>
          {t('round.cancel')}
        </Button>
        {lacking && <span className="note">{t('round.lacking')}</span>}
      </div>
    </div>
  )
}

type NewRoundFields = {
  readonly no: number | null
  readonly fromOn: string | null
  readonly toOn: string | null
  readonly purpose: string
}

function useNewRound({ rounds, day, onEnd }: Props) {
  const [round, setRound] = useState<NewRoundFields>({
    no: Math.min(Math.max(0, ...rounds.map(({ no }) => no)) + 1, MOST_ROUNDS),
    fromOn: day === '' ? null : day,
    toOn: null,
    purpose: '',
  })
  const add = useCaseCommand(visitContract.saveRound)
  const { no, fromOn, toOn, purpose } = round
  const whole = no !== null && fromOn !== null && toOn !== null ? { no, fromOn, toOn } : undefined
  return {
    round,
    change: (fields: Partial<NewRoundFields>) => setRound({ ...round, ...fields }),
    lacking: whole === undefined,
    add,
    save: () => {
      if (whole) add.mutate({ ...whole, purpose }, { onSuccess: ({ id }) => onEnd(id) })
    },
  }
}
