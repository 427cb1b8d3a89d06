import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { localgroupContract } from '#db/localgroup/contract.ts'
import { useCaseCommand } from '#renderer/lib/case-client.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { useToday } from '#renderer/lib/today.ts'
import { CivilDateInput } from '#renderer/records/civil-date-input.tsx'
import { Field, fieldId } from '#renderer/records/field.tsx'
import { InlineForm } from '#renderer/records/inline-form.tsx'
import { NumberLink } from '#renderer/ui/number-link.tsx'
import { UnitPicker } from '#renderer/ui/unit-picker.tsx'

import type { LocalGroup } from './localgroup-drawer.tsx'
import { Part } from './part.tsx'

type Assignment = LocalGroup['assignments'][number]

/** The units that the group answers for, and since when; a unit has one group on a day (R47). */
export function AssignmentPart({ group }: { readonly group: LocalGroup }) {
  const { t } = useTranslation('localgroup')
  return (
    <Part
      title={t('assignment.title', { n: group.units })}
      add={t('assignment.add')}
      form={(close) => <AssignForm id={group.id} onDone={close} />}
    >
      {group.assignments.length === 0 && <p className="note">{t('assignment.none')}</p>}
      <ul>
        {group.assignments.map((assignment) => (
          <AssignmentLine key={assignment.id} assignment={assignment} />
        ))}
      </ul>
    </Part>
  )
}

function AssignmentLine({ assignment }: { readonly assignment: Assignment }) {
  const { t } = useTranslation('localgroup')
  const today = useToday()
  const navigate = useNavigate()
  const [ending, setEnding] = useState(false)
  const [toOn, setToOn] = useState(today)
  const end = useCaseCommand(localgroupContract.endAssignment)
  const { id, unitId, unitName, fromOn } = assignment
  const from = formatDate(fromOn, { year: true })
  return (
    <li>
      <div className="localgroup-line">
        <NumberLink
          label={t('assignment.open', { unit: unitName })}
          onOpen={() => void navigate({ to: '/units', search: { open: unitId } })}
        >
          {unitName}
        </NumberLink>
        <span className="note">
          {assignment.toOn === null
            ? t('assignment.since', { from })
            : t('assignment.span', { from, to: formatDate(assignment.toOn, { year: true }) })}
        </span>
        {assignment.toOn === null && !ending && (
          <Button
            size="small"
            type="text"
            aria-label={t('assignment.endOf', { unit: unitName })}
            onClick={() => setEnding(true)}
          >
            {t('assignment.end')}
          </Button>
        )}
      </div>
      {ending && (
        <InlineForm
          label={t('assignment.endOf', { unit: unitName })}
          save={t('assignment.end')}
          lacking={toOn === '' ? t('assignment.lacking') : undefined}
          error={end.error}
          pending={end.isPending}
          onSave={() => end.mutate({ id, toOn }, { onSuccess: () => setEnding(false) })}
          onCancel={() => setEnding(false)}
        >
          <CivilDateInput
            aria-label={t('assignment.toOn')}
            value={toOn}
            onChange={(date) => setToOn(date ?? '')}
          />
        </InlineForm>
      )}
    </li>
  )
}

const Form = z.object({ unitId: z.string().nullable(), fromOn: z.string() })

function AssignForm({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const { t } = useTranslation('localgroup')
  const today = useToday()
  const [form, setForm] = useKeptState(`localgroup.assign.${id}`, Form, {
    unitId: null,
    fromOn: today,
  })
  const assign = useCaseCommand(localgroupContract.assign)
  const { unitId, fromOn } = form
  const field = (name: string) => fieldId('assign', name)
  return (
    <InlineForm
      label={t('assignment.add')}
      save={t('assignment.save')}
      lacking={unitId === null || fromOn === '' ? t('assignment.lacking') : undefined}
      error={assign.error}
      pending={assign.isPending}
      onSave={() => {
        if (unitId !== null) {
          assign.mutate({ localGroupId: id, unitId, fromOn }, { onSuccess: onDone })
        }
      }}
      onCancel={onDone}
    >
      <Field id={field('unitId')} label={t('answer.unit')}>
        <UnitPicker
          id={field('unitId')}
          value={unitId}
          onChange={(chosen) => setForm({ ...form, unitId: chosen })}
        />
      </Field>
      <Field id={field('fromOn')} label={t('assignment.fromOn')}>
        <CivilDateInput
          id={field('fromOn')}
          value={fromOn}
          onChange={(date) => setForm({ ...form, fromOn: date ?? '' })}
        />
      </Field>
    </InlineForm>
  )
}
