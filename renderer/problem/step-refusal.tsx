import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import type { Reason } from '#db/kernel/verdict.ts'
import type { ProblemEvent } from '#db/problem/contract.ts'
import { explainReason } from '#renderer/lib/words.ts'
import { focusField } from '#renderer/records/field.tsx'
import { RefusalSign } from '#renderer/ui/refusal.tsx'

import type { ProblemRecord } from './problem-form-model.ts'

/** Why a step is not possible (level H): each thing that is missing leads to its field. */
export function StepRefusal({
  problem,
  event,
  reasons,
}: {
  readonly problem: ProblemRecord
  readonly event: ProblemEvent
  readonly reasons: readonly Reason[]
}) {
  const { t } = useTranslation('problem')
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => panel.current?.querySelector('a')?.focus(), [])
  const count = reasons.reduce((sum, { about }) => sum + (about?.length ?? 1), 0)
  return (
    <div className="refusal" role="alert" ref={panel}>
      <div className="refusal-head">
        <span className="refusal-mark">
          <RefusalSign />
          {t('common:refusal.mark')}
        </span>
        <span>{t('step.cannot', { step: t(`step.${event}`), count })}</span>
      </div>
      <ul className="refusal-list">
        {reasons.flatMap((reason) =>
          reason.about
            ? reason.about.map((field) => (
                <li key={field}>
                  <Link
                    from="/problems"
                    to="/problems"
                    search={(now) => ({ ...now, form: problem.id, field })}
                    className="number-link"
                  >
                    {t(`missing.${field}`)}
                  </Link>
                </li>
              ))
            : [
                <li key={reason.code}>
                  {explainReason(reason)}
                  {reason.code === 'problem.evidence-missing' && (
                    <Button
                      type="link"
                      size="small"
                      onClick={() => focusField('problem-evidence-add')}
                    >
                      {t('evidence.add')}
                    </Button>
                  )}
                </li>,
              ],
        )}
      </ul>
    </div>
  )
}
