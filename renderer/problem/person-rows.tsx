import { DeleteOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { personParts } from '#db/kernel/codes.ts'
import { PersonPart } from '#db/problem/contract.ts'
import { isComposing } from '#renderer/lib/composition.ts'
import { explainReason } from '#renderer/lib/words.ts'
import { fieldId, focusField, type Gap } from '#renderer/records/field.tsx'
import { CodeSelect } from '#renderer/ui/code-select.tsx'

import type { PersonItem } from './problem-form-model.ts'

/** The most persons that the case file takes for one problem. */
const MOST_PERSONS = 50

type Props = {
  readonly persons: readonly PersonItem[]
  readonly gaps: readonly Gap[]
  readonly onChange: (persons: PersonItem[]) => void
}

/** Who answers for the problem, each by name, post and part; Enter in a row begins the next. */
export function PersonRows({ persons, gaps, onChange }: Props) {
  const { t } = useTranslation('problem')
  const [added, setAdded] = useState<string>()
  const whole = gaps.find(({ field }) => field === 'persons')
  const at = persons.findIndex(({ key }) => key === added)
  useEffect(() => {
    if (at >= 0) focusField(fieldId('problem', `persons.${at}`))
  }, [at])

  function add() {
    if (persons.length >= MOST_PERSONS) return
    const key = crypto.randomUUID()
    onChange([...persons, { key, name: '', post: '', part: null }])
    setAdded(key)
  }
  function remove(place: number) {
    onChange(persons.filter((_, each) => each !== place))
    focusField(fieldId('problem', 'persons.add'))
  }

  return (
    <div
      className={`form-field${whole ? ' form-field-wrong' : ''}`}
      role="group"
      aria-label={t('form.persons')}
      id={fieldId('problem', 'persons')}
    >
      <span className="form-label">{t('form.persons')}</span>
      <div className="form-control">
        {persons.map((person, place) => (
          <PersonRow
            key={person.key}
            person={person}
            at={place}
            gap={gaps.find(({ field }) => field === `persons.${place}`)}
            onChange={(change) => onChange(persons.with(place, { ...person, ...change }))}
            onNext={add}
            onRemove={() => remove(place)}
          />
        ))}
        <div className="step-buttons">
          <Button id={fieldId('problem', 'persons.add')} size="small" onClick={add}>
            {t('person.add')}
          </Button>
          <span className="note">{t('person.note')}</span>
        </div>
        {whole && <p className="control-error">{explainReason(whole)}</p>}
      </div>
    </div>
  )
}

type RowProps = {
  readonly person: PersonItem
  readonly at: number
  readonly gap: Gap | undefined
  readonly onChange: (change: Partial<PersonItem>) => void
  readonly onNext: () => void
  readonly onRemove: () => void
}

function PersonRow({ person, at, gap, onChange, onNext, onRemove }: RowProps) {
  const { t } = useTranslation('problem')
  const no = at + 1

  function press(event: KeyboardEvent) {
    if (isComposing(event) || event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    onNext()
  }

  return (
    <div className="person-row">
      <Input
        id={fieldId('problem', `persons.${at}`)}
        aria-label={t('person.nameOf', { no })}
        placeholder={t(person.part === 'collective' ? 'person.collectiveHint' : 'person.name')}
        status={gap?.code === 'problem.person-without-name' ? 'error' : ''}
        maxLength={50}
        value={person.name}
        onChange={({ target }) => onChange({ name: target.value })}
        onKeyDown={press}
      />
      <Input
        aria-label={t('person.postOf', { no })}
        placeholder={t('person.post')}
        maxLength={100}
        value={person.post}
        onChange={({ target }) => onChange({ post: target.value })}
        onKeyDown={press}
      />
      <CodeSelect
        aria-label={t('person.partOf', { no })}
        list={personParts}
        placeholder={t('person.part')}
        className={gap?.code === 'problem.person-without-part' ? 'control-wrong' : ''}
        value={person.part}
        onChange={(code) => onChange({ part: PersonPart.safeParse(code).data ?? null })}
      />
      <Button
        type="text"
        aria-label={t('person.remove', { no })}
        title={t('person.remove', { no })}
        icon={<DeleteOutlined />}
        onClick={onRemove}
      />
      {gap && <p className="control-error">{explainReason(gap)}</p>}
    </div>
  )
}
