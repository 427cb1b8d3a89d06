import { Button, Checkbox, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import type { MemberRole, RootKind } from '#db/casefile/contract.ts'
import { memberRoles } from '#db/kernel/codes.ts'
import { passphraseStrength } from '#db/kernel/passphrase-strength.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'
import { useOpening } from '#renderer/shell/session.ts'
import { CodeSelect } from '#renderer/ui/code-select.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { PassphraseField } from './passphrase-field.tsx'
import { StrengthMeter } from './strength-meter.tsx'

type Fields = {
  readonly rootKind: RootKind
  readonly title: string
  readonly groupName: string
  readonly memberName: string
  readonly memberRole: MemberRole
  readonly passphrase: string
  readonly again: string
  readonly notSecret: boolean
}
type Place = { readonly handle: string; readonly place: string }

/** Makes a case: for which province or ministry, by which group, under which passphrase, and where. */
export function NewCaseForm({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation('start')
  const [form] = Form.useForm<Fields>()
  const [parent, setParent] = useState<Place>()
  const create = useShellCommand(shellContract.createCase)
  const showOpened = useOpening()

  function submit({ again: _again, notSecret: _notSecret, ...fields }: Fields) {
    const passphrase = new TextEncoder().encode(fields.passphrase)
    const creating = create.mutateAsync({ ...fields, passphrase, parent: parent?.handle ?? null })
    showOpened(creating, [passphrase], '/case/keys?sheet=first')
  }

  return (
    <div className="start-box start-new">
      <h2 className="start-title">{t('new.title')}</h2>
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        validateTrigger="onBlur"
        scrollToFirstError={{ focus: true }}
        initialValues={{ rootKind: 'province', memberRole: 'member' }}
        onFinish={submit}
      >
        <CaseFields />
        <PassphraseFields />
        <SavePlace place={parent?.place} onPick={setParent} />
        <Form.Item
          name="notSecret"
          valuePropName="checked"
          extra={t('new.secrecyNote')}
          rules={[{ validator: mustBeTrue(t('new.secrecyMissing')) }]}
        >
          <Checkbox>{t('new.secrecy')}</Checkbox>
        </Form.Item>
        <Refusal error={create.error} />
        <div className="start-submit">
          <Button type="primary" size="large" htmlType="submit" loading={create.isPending}>
            {t('new.create')}
          </Button>
          <Button size="large" onClick={onLeave} disabled={create.isPending}>
            {t('new.back')}
          </Button>
        </div>
      </Form>
    </div>
  )
}

function CaseFields() {
  const { t } = useTranslation('start')
  const rootKind = Form.useWatch<RootKind | undefined>('rootKind') ?? 'province'
  const kinds = ['province', 'corps', 'ministry'] as const
  const required = (message: string) => [{ required: true, whitespace: true, message }]
  return (
    <>
      <Form.Item name="rootKind" label={t('new.kind')}>
        <Radio.Group
          optionType="button"
          options={kinds.map((value) => ({ value, label: t(`new.kinds.${value}`) }))}
        />
      </Form.Item>
      <div className="start-pair">
        <Form.Item name="title" label={t('new.name')} rules={required(t('new.nameMissing'))}>
          <Input maxLength={100} placeholder={t(`new.example.${rootKind}`)} autoComplete="off" />
        </Form.Item>
        <Form.Item name="groupName" label={t('new.group')} rules={required(t('new.groupMissing'))}>
          <Input maxLength={100} placeholder={t('new.groupExample')} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="memberName"
          label={t('new.member')}
          rules={required(t('new.memberMissing'))}
        >
          <Input maxLength={50} autoComplete="off" />
        </Form.Item>
        <Form.Item name="memberRole" label={t('new.role')}>
          <CodeSelect list={memberRoles} />
        </Form.Item>
      </div>
    </>
  )
}

function PassphraseFields() {
  const { t } = useTranslation('start')
  const passphrase = Form.useWatch<string | undefined>('passphrase') ?? ''
  return (
    <>
      <div className="start-pair">
        <Form.Item
          name="passphrase"
          label={t('passphrase.label')}
          rules={[{ validator: mustHold(t('new.passphraseRefused')) }]}
        >
          <PassphraseField />
        </Form.Item>
        <Form.Item
          name="again"
          label={t('new.again')}
          dependencies={['passphrase']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_rule: unknown, again: unknown) =>
                again === getFieldValue('passphrase')
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('new.againDiffers'))),
            }),
          ]}
        >
          <PassphraseField />
        </Form.Item>
      </div>
      <StrengthMeter passphrase={passphrase} />
      <p className="start-caution">{t('new.caution')}</p>
    </>
  )
}

function SavePlace({
  place,
  onPick,
}: {
  readonly place: string | undefined
  readonly onPick: (place: Place) => void
}) {
  const { t } = useTranslation('start')
  const pick = useShellCommand(shellContract.pickParent)
  return (
    <Form.Item label={t('new.place')} htmlFor="new-place">
      <span className="start-place">
        <span title={place}>{place ?? t('new.defaultPlace')}</span>
        <Button
          id="new-place"
          size="small"
          onClick={() => pick.mutate({}, { onSuccess: (chosen) => chosen && onPick(chosen) })}
        >
          {t('new.pickPlace')}
        </Button>
      </span>
      <Refusal error={pick.error} />
    </Form.Item>
  )
}

function mustHold(message: string) {
  return (_rule: unknown, passphrase: unknown) =>
    typeof passphrase === 'string' && passphraseStrength(passphrase).level !== 'refused'
      ? Promise.resolve()
      : Promise.reject(new Error(message))
}

function mustBeTrue(message: string) {
  return (_rule: unknown, value: unknown) =>
    value === true ? Promise.resolve() : Promise.reject(new Error(message))
}
