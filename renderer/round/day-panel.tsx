import { Button, InputNumber } from 'antd'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { lodgingKinds, workLevels } from '#db/kernel/round-codes.ts'
import { LodgingKind, type RoundDay } from '#db/round/contract.ts'
import { isComposing } from '#renderer/lib/composition.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { CodeSelect } from '#renderer/ui/code-select.tsx'

/** The day under the keys: in what house, and how many minutes of work at which level. */
export function DayPanel({
  day,
  name,
  editing,
  onChange,
  onEnd,
}: {
  readonly day: RoundDay
  readonly name: string
  readonly editing: boolean
  readonly onChange: (day: RoundDay) => void
  readonly onEnd: () => void
}) {
  const { t } = useTranslation('round')
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (editing) panel.current?.querySelector('input')?.focus()
  }, [editing])

  function press(event: KeyboardEvent) {
    if (isComposing(event) || event.key !== 'Escape') return
    event.stopPropagation()
    onEnd()
  }

  return (
    // Keys of the fields inside, gathered in one place.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={panel}
      role="group"
      className="day-panel"
      aria-label={t('day.title', { name, day: formatDate(day.dayOn) })}
      onKeyDown={press}
    >
      <strong>{t('day.title', { name, day: formatDate(day.dayOn) })}</strong>
      <DayMinutes day={day} onChange={onChange} />
      <span className="note">{t('day.unit')}</span>
      <CodeSelect
        list={lodgingKinds}
        size="small"
        allowClear
        className="day-kind"
        aria-label={t('day.kind')}
        placeholder={t('day.kind')}
        value={day.lodgingKind}
        onChange={(code) =>
          onChange({ ...day, lodgingKind: LodgingKind.safeParse(code).data ?? null })
        }
      />
      {editing && (
        <Button size="small" onClick={onEnd}>
          {t('day.done')} <kbd className="key-cap">Esc</kbd>
        </Button>
      )}
    </div>
  )
}

function DayMinutes({
  day,
  onChange,
}: {
  readonly day: RoundDay
  readonly onChange: (day: RoundDay) => void
}) {
  const word = useCodeWord()
  return workLevels.map(({ code }) => (
    <label key={code} className="day-minutes">
      {word(workLevels, code)}
      <InputNumber
        size="small"
        min={0}
        max={1440}
        step={30}
        precision={0}
        controls={false}
        value={day.minutes[code]}
        onChange={(minutes) =>
          onChange({ ...day, minutes: { ...day.minutes, [code]: minutes ?? 0 } })
        }
      />
    </label>
  ))
}
