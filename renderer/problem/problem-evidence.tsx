import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'

import { directnesses, evidenceKinds } from '#db/kernel/codes.ts'
import { type EvidenceFields, problemContract } from '#db/problem/contract.ts'
import { isEvidenced } from '#db/problem/rules.ts'
import { useCaseCommand } from '#renderer/lib/case-client.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { useCodeOptions } from '#renderer/records/code-options.ts'
import { Field } from '#renderer/records/field.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import type { ProblemRecord } from './problem-form-model.ts'

type Evidence = z.output<typeof EvidenceFields>
const EMPTY: Evidence = {
  kind: 'observation',
  ref: '',
  directness: 'firstHand',
  supports: 'for',
  origin: '',
}

/** What speaks for the problem and against it, and whether that is enough (INV-20). */
export function ProblemEvidence({ problem }: { readonly problem: ProblemRecord }) {
  const { t } = useTranslation('problem')
  const word = useCodeWord()
  const [writing, setWriting] = useState(false)
  const open = problem.state === 'lead' || problem.state === 'found'
  return (
    <section className="problem-evidence" aria-label={t('evidence.title')}>
      <h2 className="card-title">{t('evidence.title')}</h2>
      {problem.exposureId !== null && <p className="note">{t('evidence.ofVisit')}</p>}
      {!isEvidenced(problem) && <p className="note">{t('evidence.notEnough')}</p>}
      <ul>
        {problem.evidence.map(({ id, kind, ref, directness, supports, origin }) => (
          <li key={id}>
            <span className="person-part">{t(`evidence.${supports}`)}</span>{' '}
            {word(evidenceKinds, kind)} · {word(directnesses, directness)} · {origin}
            <span className="history-basis">{ref}</span>
          </li>
        ))}
      </ul>
      {problem.soughtAgainst !== '' && (
        <p>{t('evidence.sought', { what: problem.soughtAgainst })}</p>
      )}
      {open && !writing && (
        <Button id="problem-evidence-add" size="small" onClick={() => setWriting(true)}>
          {t('evidence.add')}
        </Button>
      )}
      {open && writing && <EvidenceForm id={problem.id} onDone={() => setWriting(false)} />}
    </section>
  )
}

function EvidenceForm({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const { t } = useTranslation('problem')
  const [form, setForm] = useState(EMPTY)
  const add = useCaseCommand(problemContract.addEvidence)
  const change = (part: Partial<Evidence>) => setForm({ ...form, ...part })
  const ready = form.ref.trim() !== '' && form.origin.trim() !== ''
  return (
    <div className="step-form" role="group" aria-label={t('evidence.add')}>
      <EvidenceInputs form={form} onChange={change} />
      <Refusal error={add.error} />
      <div className="step-buttons">
        <Button
          size="small"
          type={ready ? 'primary' : 'dashed'}
          loading={add.isPending}
          onClick={() => ready && add.mutate({ problemId: id, ...form }, { onSuccess: onDone })}
        >
          {t('evidence.save')}
        </Button>
        <Button size="small" onClick={onDone}>
          {t('step.cancel')}
        </Button>
        {!ready && <span className="note">{t('evidence.lacking')}</span>}
      </div>
    </div>
  )
}

type Inputs = {
  readonly form: Evidence
  readonly onChange: (part: Partial<Evidence>) => void
}

function EvidenceInputs({ form, onChange }: Inputs) {
  const { t } = useTranslation('problem')
  const kinds = useCodeOptions(evidenceKinds)
  const ways = useCodeOptions(directnesses)
  const sides = (['for', 'against'] as const).map((value) => ({
    value,
    label: t(`evidence.${value}`),
  }))
  return (
    <>
      <Field id="evidence-supports" label={t('evidence.supports')}>
        <Select
          id="evidence-supports"
          autoFocus
          options={sides}
          value={form.supports}
          onChange={(supports) => onChange({ supports })}
        />
      </Field>
      <Field id="evidence-kind" label={t('evidence.kind')}>
        <Select
          id="evidence-kind"
          options={kinds}
          value={form.kind}
          onChange={(kind) => onChange({ kind })}
        />
      </Field>
      <Field id="evidence-directness" label={t('evidence.directness')}>
        <Select
          id="evidence-directness"
          options={ways}
          value={form.directness}
          onChange={(directness) => onChange({ directness })}
        />
      </Field>
      <EvidenceWords form={form} onChange={onChange} />
    </>
  )
}

function EvidenceWords({ form, onChange }: Inputs) {
  const { t } = useTranslation('problem')
  return (
    <>
      <Field id="evidence-origin" label={t('evidence.origin')} hint={t('evidence.originHint')}>
        <Input
          id="evidence-origin"
          maxLength={100}
          value={form.origin}
          onChange={({ target }) => onChange({ origin: target.value })}
        />
      </Field>
      <Field id="evidence-ref" label={t('evidence.ref')}>
        <Input.TextArea
          id="evidence-ref"
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={2000}
          value={form.ref}
          onChange={({ target }) => onChange({ ref: target.value })}
        />
      </Field>
    </>
  )
}
