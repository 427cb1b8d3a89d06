import { Button, DatePicker, Form, Input } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { unitKinds, unitLevels } from '#db/kernel/codes.ts'
import { type UnitKind, type UnitLevel, unitContract } from '#db/unit/contract.ts'
import { useCaseCommand } from '#renderer/lib/case-client.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { useToday } from '#renderer/lib/today.ts'
import { CodeSelect } from '#renderer/ui/code-select.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'
import { UnitPicker } from '#renderer/ui/unit-picker.tsx'

import { childDefaults } from './child-defaults.ts'
import type { Unit, UnitAction } from './unit-board.tsx'

type Props = { readonly unit: Unit; readonly onDone: () => void }

/** The form of one change of a unit, in place under its board. */
export function UnitActionForm({ action, ...props }: Props & { readonly action: UnitAction }) {
  if (action === 'add') return <AddForm {...props} />
  if (action === 'rename') return <RenameForm {...props} />
  if (action === 'move') return <MoveForm {...props} />
  if (action === 'classify') return <ClassifyForm {...props} />
  return <CloseForm {...props} />
}

type NewUnit = { name: string; level: UnitLevel; kind: UnitKind; code?: string }

function AddForm({ unit, onDone }: Props) {
  const { t } = useTranslation('unit')
  const add = useCaseCommand(unitContract.add)
  return (
    <Frame<NewUnit>
      title={t('add.title', { name: unit.name })}
      submit={t('add.submit')}
      initialValues={childDefaults(unit.level)}
      pending={add.isPending}
      error={add.error}
      onCancel={onDone}
      onFinish={({ code, ...fields }) =>
        add.mutate({ ...fields, code: code ?? null, parentId: unit.id }, { onSuccess: onDone })
      }
    >
      <NameField />
      <ClassFields />
      <Form.Item name="code" label={t('facts.code')}>
        <Input maxLength={20} autoComplete="off" />
      </Form.Item>
    </Frame>
  )
}

function RenameForm({ unit, onDone }: Props) {
  const { t } = useTranslation('unit')
  const rename = useCaseCommand(unitContract.rename)
  return (
    <Frame<{ name: string }>
      title={t('rename.title')}
      submit={t('rename.submit')}
      initialValues={{ name: unit.name }}
      pending={rename.isPending}
      error={rename.error}
      onCancel={onDone}
      onFinish={({ name }) => rename.mutate({ id: unit.id, name }, { onSuccess: onDone })}
    >
      <NameField />
    </Frame>
  )
}

function MoveForm({ unit, onDone }: Props) {
  const { t } = useTranslation('unit')
  const move = useCaseCommand(unitContract.move)
  return (
    <Frame<{ parentId: string | null }>
      title={t('move.title', { name: unit.name })}
      submit={t('move.submit')}
      initialValues={{ parentId: unit.parentId }}
      pending={move.isPending}
      error={move.error}
      onCancel={onDone}
      onFinish={({ parentId }) => move.mutate({ id: unit.id, parentId }, { onSuccess: onDone })}
    >
      <Form.Item name="parentId" label={t('move.parent')} extra={t('move.note')}>
        <UnitPicker allowClear />
      </Form.Item>
    </Frame>
  )
}

function ClassifyForm({ unit, onDone }: Props) {
  const { t } = useTranslation('unit')
  const classify = useCaseCommand(unitContract.classify)
  return (
    <Frame<{ level: UnitLevel; kind: UnitKind }>
      title={t('classify.title')}
      submit={t('classify.submit')}
      initialValues={{ level: unit.level, kind: unit.kind }}
      pending={classify.isPending}
      error={classify.error}
      onCancel={onDone}
      onFinish={(fields) => classify.mutate({ id: unit.id, ...fields }, { onSuccess: onDone })}
    >
      <ClassFields />
    </Frame>
  )
}

function CloseForm({ unit, onDone }: Props) {
  const { t } = useTranslation('unit')
  const today = useToday()
  const close = useCaseCommand(unitContract.close)
  const closed = unit.validTo !== null
  return (
    <Frame<{ validTo: Dayjs }>
      title={closed ? t('close.reopenTitle', { name: unit.name }) : t('close.title')}
      submit={closed ? t('actions.reopen') : t('close.submit')}
      initialValues={{ validTo: dayjs(today) }}
      pending={close.isPending}
      error={close.error}
      onCancel={onDone}
      onFinish={({ validTo }) =>
        close.mutate(
          { id: unit.id, validTo: closed ? null : dayjs(validTo).format('YYYY-MM-DD') },
          { onSuccess: onDone },
        )
      }
    >
      {!closed && (
        <Form.Item
          name="validTo"
          label={t('close.date')}
          extra={t('close.note')}
          rules={[{ required: true, message: t('close.dateMissing') }]}
          // After a lock it comes back as text.
          getValueProps={(value: Dayjs | string) => ({ value: dayjs(value) })}
        >
          <DatePicker allowClear={false} />
        </Form.Item>
      )}
    </Frame>
  )
}

function NameField() {
  const { t } = useTranslation('unit')
  return (
    <Form.Item
      name="name"
      label={t('facts.name')}
      rules={[{ required: true, whitespace: true, message: t('nameMissing') }]}
    >
      <Input maxLength={100} autoComplete="off" />
    </Form.Item>
  )
}

function ClassFields() {
  const { t } = useTranslation('unit')
  return (
    <div className="unit-form-pair">
      <Form.Item name="level" label={t('facts.level')}>
        <CodeSelect list={unitLevels} />
      </Form.Item>
      <Form.Item name="kind" label={t('facts.kind')}>
        <CodeSelect list={unitKinds} />
      </Form.Item>
    </div>
  )
}

const Fields = z.record(z.string(), z.unknown())

function Frame<T extends object>(props: {
  readonly title: string
  readonly submit: string
  readonly initialValues: Partial<T>
  readonly pending: boolean
  readonly error: unknown
  readonly onCancel: () => void
  readonly onFinish: (fields: T) => void
  readonly children: ReactNode
}) {
  const { t } = useTranslation('common')
  const [typed, setTyped] = useKeptState('unit.fields', Fields, {})
  return (
    <Form<T>
      className="unit-form"
      layout="vertical"
      requiredMark={false}
      initialValues={{ ...props.initialValues, ...typed }}
      onValuesChange={(_changed, all) => setTyped(Object.fromEntries(Object.entries(all)))}
      onFinish={props.onFinish}
    >
      <h3 className="card-title">{props.title}</h3>
      {props.children}
      <Refusal error={props.error} />
      <div className="unit-form-buttons">
        <Button type="primary" htmlType="submit" loading={props.pending}>
          {props.submit}
        </Button>
        <Button onClick={props.onCancel}>{t('cancel')}</Button>
      </div>
    </Form>
  )
}
