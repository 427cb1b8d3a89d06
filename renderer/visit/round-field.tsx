import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import type { Round } from '#db/visit/contract.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { Field, fieldId, type Gap } from '#renderer/records/field.tsx'

import { NewRound } from './new-round.tsx'

/** The round that a visit belongs to; one that is missing is added right here. */
export function RoundField({
  value,
  day,
  rounds,
  gap,
  onChange,
}: {
  readonly value: string | null
  readonly day: string
  readonly rounds: readonly Round[]
  readonly gap: Gap | undefined
  readonly onChange: (roundId: string | null) => void
}) {
  const { t } = useTranslation('visit')
  const [adding, setAdding] = useState(false)
  const id = fieldId('visit', 'roundId')
  return (
    <>
      <Field
        id={id}
        label={t('form.roundId')}
        gap={gap}
        hint={
          !adding && (
            <Button
              type="link"
              size="small"
              className="new-round-open"
              onClick={() => setAdding(true)}
            >
              {t('round.new')}
            </Button>
          )
        }
      >
        <Select
          id={id}
          allowClear
          placeholder={t('form.noRound')}
          value={value}
          options={rounds.map((round) => ({
            value: round.id,
            label: `${t('roundNo', { no: round.no })} · ${formatDate(round.fromOn)}–${formatDate(round.toOn)}`,
          }))}
          onChange={(chosen) => onChange(chosen ?? null)}
        />
      </Field>
      {adding && (
        <NewRound
          rounds={rounds}
          day={day}
          onEnd={(added) => {
            setAdding(false)
            if (added !== undefined) onChange(added)
          }}
        />
      )}
    </>
  )
}
