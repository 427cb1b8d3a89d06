import { Button, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { ownActs } from '#db/kernel/codes.ts'
import { type Responsibility, responsibilityContract } from '#db/responsibility/contract.ts'
import { acting, asking } from '#db/responsibility/rules.ts'
import { unitContract } from '#db/unit/contract.ts'
import type { Verdict } from '#db/kernel/verdict.ts'
import { useCaseCommand, useCaseQuery } from '#renderer/lib/case-client.ts'
import { explainReason } from '#renderer/lib/words.ts'
import { useToday } from '#renderer/lib/today.ts'
import { CivilDateInput } from '#renderer/records/civil-date-input.tsx'
import { useCodeOptions } from '#renderer/records/code-options.ts'
import { Field } from '#renderer/records/field.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'
import { UnitPicker } from '#renderer/ui/unit-picker.tsx'

/** What is asked of the committee; its words stay as they are. The root of the case comes first. */
export function AskForm({
  problem,
  onDone,
}: {
  readonly problem: { readonly id: string; readonly state: string; readonly foundOn: string }
  readonly onDone: () => void
}) {
  const { t } = useTranslation('responsibility')
  const today = useToday()
  const root = useCaseQuery(unitContract.children, { parentId: null }).data?.[0]?.id ?? null
  const [chosen, setChosen] = useState<string | null>()
  const [asked, setAsked] = useState('')
  const [askedOn, setAskedOn] = useState(today)
  const ask = useCaseCommand(responsibilityContract.ask)
  const committeeId = chosen === undefined ? root : chosen
  const verdict = asking(problem, askedOn)
  const ready = committeeId !== null && asked.trim() !== ''
  function save() {
    if (committeeId === null) return
    ask.mutate({ committeeId, problemId: problem.id, asked, askedOn }, { onSuccess: onDone })
  }
  return (
    <Frame
      label={t('ask')}
      lacking={t('askLacking')}
      {...{ ready, verdict, onDone }}
      pending={ask.isPending}
      error={ask.error}
      onSave={save}
    >
      <Field id="responsibility-committee" label={t('committee')}>
        <UnitPicker id="responsibility-committee" value={committeeId} onChange={setChosen} />
      </Field>
      <Field id="responsibility-asked" label={t('what')} hint={t('whatHint')}>
        <Input.TextArea
          id="responsibility-asked"
          autoFocus
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={2000}
          value={asked}
          onChange={({ target }) => setAsked(target.value)}
        />
      </Field>
      <Field id="responsibility-askedOn" label={t('askedOn')}>
        <CivilDateInput
          id="responsibility-askedOn"
          value={askedOn}
          onChange={(date) => setAskedOn(date ?? askedOn)}
        />
      </Field>
    </Frame>
  )
}

/** What the committee did itself, and what came of it. */
export function ActForm({
  row,
  onDone,
}: {
  readonly row: Responsibility
  readonly onDone: () => void
}) {
  const { t } = useTranslation('responsibility')
  const today = useToday()
  const acts = useCodeOptions(ownActs).filter((option) => option.value !== 'none')
  const [act, setAct] = useState(row.ownActs)
  const [actedOn, setActedOn] = useState(() => row.actedOn ?? today)
  const [result, setResult] = useState(row.result)
  const save = useCaseCommand(responsibilityContract.act)
  function take() {
    if (act === 'none') return
    save.mutate({ id: row.id, ownActs: act, actedOn, result }, { onSuccess: onDone })
  }
  return (
    <Frame
      label={t('act')}
      lacking={t('actLacking')}
      ready={act !== 'none'}
      verdict={acting(row.askedOn, actedOn)}
      pending={save.isPending}
      error={save.error}
      onSave={take}
      onDone={onDone}
    >
      <Field id="responsibility-act" label={t('ownActs')}>
        <Select
          id="responsibility-act"
          autoFocus
          placeholder={t('choose')}
          options={acts}
          value={act === 'none' ? null : act}
          onChange={(value) => setAct(value ?? 'none')}
        />
      </Field>
      <Field id="responsibility-actedOn" label={t('actedOn')}>
        <CivilDateInput
          id="responsibility-actedOn"
          value={actedOn}
          onChange={(date) => setActedOn(date ?? actedOn)}
        />
      </Field>
      <Field id="responsibility-result" label={t('result')}>
        <Input.TextArea
          id="responsibility-result"
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={2000}
          value={result}
          onChange={({ target }) => setResult(target.value)}
        />
      </Field>
    </Frame>
  )
}

function Frame({
  label,
  lacking,
  ready,
  verdict,
  pending,
  error,
  onSave,
  onDone,
  children,
}: {
  readonly label: string
  readonly lacking: string
  readonly ready: boolean
  readonly verdict: Verdict<true>
  readonly pending: boolean
  readonly error: unknown
  readonly onSave: () => void
  readonly onDone: () => void
  readonly children: ReactNode
}) {
  const { t } = useTranslation('responsibility')
  const reasons = verdict.kind === 'refused' ? verdict.reasons : []
  const open = ready && reasons.length === 0
  return (
    <div className="step-form" role="group" aria-label={label}>
      {children}
      {reasons.map((reason) => (
        <p key={reason.code} role="status" className="field-error">
          {explainReason(reason)}
        </p>
      ))}
      <Refusal error={error} />
      <div className="step-buttons">
        <Button
          size="small"
          type={open ? 'primary' : 'dashed'}
          loading={pending}
          onClick={() => open && onSave()}
        >
          {t('save')}
        </Button>
        <Button size="small" onClick={onDone}>
          {t('common:cancel')}
        </Button>
        {!ready && <span className="note">{lacking}</span>}
      </div>
    </div>
  )
}
