import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import type { Reason } from '#db/kernel/verdict.ts'
import { visitContract } from '#db/visit/contract.ts'
import { closeVisit } from '#db/visit/rules.ts'
import { useCaseCommand } from '#renderer/lib/case-client.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { explainReason } from '#renderer/lib/words.ts'
import { TypeName } from '#renderer/problem/type-select.tsx'
import { SITES } from '#renderer/onsite/site-rows.tsx'
import { focusField } from '#renderer/records/field.tsx'
import { StepVerdict } from '#renderer/records/step-verdict.tsx'
import { Refusal, RefusalSign } from '#renderer/ui/refusal.tsx'

import type { VisitRecord } from './visit-form-model.ts'

/** What can be done with a visit next; what is not possible yet says what it waits for. */
export function VisitSteps({
  visit,
  extra,
}: {
  readonly visit: VisitRecord
  readonly extra: ReactNode
}) {
  return visit.state === 'open' ? (
    <CloseStep visit={visit} extra={extra} />
  ) : (
    <ReopenStep visit={visit} />
  )
}

function CloseStep({ visit, extra }: { readonly visit: VisitRecord; readonly extra: ReactNode }) {
  const { t } = useTranslation('visit')
  const [asked, setAsked] = useKeptState(`visit.closing.${visit.id}`, z.boolean(), false)
  const close = useCaseCommand(visitContract.close)
  const [noted, setNoted] = useKeptState(`visit.notes.${visit.id}`, z.boolean(), false)
  const verdict = closeVisit({
    ...visit,
    items: visit.items.map((item) => ({ ...item, problems: item.problemId === null ? 0 : 1 })),
  })
  const reasons = verdict.kind === 'refused' ? verdict.reasons : []
  const notes = verdict.kind === 'refused' ? [] : (verdict.notes ?? [])
  return (
    <div className="step-panel">
      <div className="step-buttons">
        {extra}
        <Button
          size="small"
          type={reasons.length > 0 ? 'dashed' : 'primary'}
          aria-expanded={reasons.length > 0 ? asked : undefined}
          loading={close.isPending}
          onClick={() => (reasons.length > 0 ? setAsked(!asked) : close.mutate({ id: visit.id }))}
        >
          {reasons.length > 0 ? t('steps.closeNotYet') : t('steps.close')}
        </Button>
        {notes.length > 0 && (
          <Button size="small" type="text" aria-expanded={noted} onClick={() => setNoted(!noted)}>
            {t('steps.notes', { count: notes.length })}
          </Button>
        )}
      </div>
      {noted && notes.length > 0 && (
        <StepVerdict
          verdict={{ kind: 'allowed', value: null, notes }}
          title={t('steps.cannotClose')}
          subject="visit"
          subjectId={visit.id}
        />
      )}
      <Refusal error={close.error} />
      {asked && reasons.length > 0 && <CloseRefusal visit={visit} reasons={reasons} />}
    </div>
  )
}

/** What keeps the visit from being closed, each with the way to where it is put right. */
function CloseRefusal({
  visit,
  reasons,
}: {
  readonly visit: VisitRecord
  readonly reasons: readonly Reason[]
}) {
  const { t } = useTranslation('visit')
  return (
    <div className="refusal" role="alert">
      <div className="refusal-head">
        <span className="refusal-mark">
          <RefusalSign />
          {t('common:refusal.mark')}
        </span>
        <span>{t('steps.cannotClose')}</span>
      </div>
      {reasons.map((reason) => (
        <div key={reason.code}>
          <p>
            {explainReason(reason)}{' '}
            {reason.code === 'visit.site-without-codes' && (
              <button type="button" className="number-link" onClick={() => focusField(SITES)}>
                {t('steps.toSites')}
              </button>
            )}
          </p>
          {reason.code === 'visit.found-without-problem' && (
            <MissingProblems visit={visit} exposures={reason.about ?? []} />
          )}
        </div>
      ))}
    </div>
  )
}

/** Each find without a problem, as a link to a new problem that starts from it. */
function MissingProblems({
  visit,
  exposures,
}: {
  readonly visit: VisitRecord
  readonly exposures: readonly string[]
}) {
  const { t } = useTranslation('visit')
  const list = useRef<HTMLUListElement>(null)
  const bare = visit.items.filter(({ id }) => exposures.includes(id))
  useEffect(() => list.current?.querySelector('a')?.focus(), [])
  return (
    <ul className="refusal-list" ref={list}>
      {bare.map(({ id, problemType }) => (
        <li key={id}>
          <TypeName id={problemType} />{' '}
          <Link
            to="/problems"
            search={{ form: 'new', visitId: visit.id, exposureId: id }}
            className="number-link"
          >
            {t('steps.writeProblem')}
          </Link>
        </li>
      ))}
    </ul>
  )
}

function ReopenStep({ visit }: { readonly visit: VisitRecord }) {
  const { t } = useTranslation('visit')
  const [asked, setAsked] = useKeptState(`visit.reopening.${visit.id}`, z.boolean(), false)
  const [statedReason, setReason] = useKeptState(`visit.reason.${visit.id}`, z.string(), '')
  const reopen = useCaseCommand(visitContract.reopen)
  const stated = statedReason.trim() !== ''
  if (!asked) {
    return (
      <div className="step-panel">
        <div className="step-buttons">
          <Button size="small" onClick={() => setAsked(true)}>
            {t('steps.reopen')}
          </Button>
          <span className="note">{t('steps.closedNote')}</span>
        </div>
      </div>
    )
  }
  return (
    <form
      className="step-panel"
      onSubmit={(event) => {
        event.preventDefault()
        if (stated) reopen.mutate({ id: visit.id, statedReason })
      }}
    >
      <label htmlFor="visit-reopen-reason">{t('steps.reopenReason')}</label>
      <Input.TextArea
        id="visit-reopen-reason"
        autoFocus
        autoSize={{ minRows: 2 }}
        maxLength={500}
        value={statedReason}
        onChange={({ target }) => setReason(target.value)}
      />
      <Refusal error={reopen.error} />
      <div className="step-buttons">
        <Button
          size="small"
          htmlType="submit"
          type={stated ? 'primary' : 'dashed'}
          loading={reopen.isPending}
        >
          {t('steps.reopen')}
        </Button>
        <Button size="small" onClick={() => setAsked(false)}>
          {t('steps.cancel')}
        </Button>
        {!stated && <span className="note">{t('steps.reasonFirst')}</span>}
      </div>
    </form>
  )
}
