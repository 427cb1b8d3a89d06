import './step-verdict.css'

import { Button, Input } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { casefileContract } from '#db/casefile/contract.ts'
import { justificationContract } from '#db/justification/contract.ts'
import { isLeader } from '#db/kernel/roles.ts'
import type { Reason, Verdict } from '#db/kernel/verdict.ts'
import { useCaseCommand, useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDateTime } from '#renderer/lib/format.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { explainReason } from '#renderer/lib/words.ts'
import { Refusal, RefusalSign } from '#renderer/ui/refusal.tsx'

import { AskedSign, NoticeSign } from './level-signs.tsx'

/** The record that the step belongs to: its table and its id. */
type Subject = { readonly subject: string; readonly subjectId: string }

type Props = Subject & {
  readonly verdict: Verdict<unknown>
  /** What the step is called: 不能收队：缺2项. */
  readonly title: string
  /** Where a missing thing is put right: links, one for each; nothing where words are enough. */
  readonly wayTo?: (reason: Reason) => ReactNode
}

/**
 * What stands in the way of a step, by level: what cannot be (H), each with the way to where it is
 * put right; what waits for the leader's reason (J), written here; what to mind (W).
 */
export function StepVerdict({ verdict, title, wayTo, ...subject }: Props) {
  const { t } = useTranslation('common')
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => panel.current?.querySelector<HTMLElement>('a, textarea')?.focus(), [])
  const notes = verdict.kind === 'refused' ? [] : (verdict.notes ?? [])
  return (
    <div className="step-verdict" ref={panel}>
      {verdict.kind === 'refused' && (
        <div className="refusal" role="alert">
          <div className="refusal-head">
            <span className="refusal-mark">
              <RefusalSign />
              {t('refusal.mark')}
            </span>
            <span>{title}</span>
          </div>
          <ul className="refusal-list">
            {verdict.reasons.map((reason) => (
              <li key={reason.code}>
                {explainReason(reason)} {wayTo?.(reason)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {verdict.kind === 'asked' &&
        verdict.reasons.map((reason) => (
          <AskedReason key={reason.code} reason={reason} {...subject} />
        ))}
      {notes.map((reason) => (
        <Notice key={reason.code} reason={reason} wayTo={wayTo} {...subject} />
      ))}
    </div>
  )
}

/** One finding of level J: the leader writes why, here; the others learn that he has to. */
function AskedReason({ reason, subject, subjectId }: Subject & { readonly reason: Reason }) {
  const { t } = useTranslation('common')
  const actor = useCaseQuery(casefileContract.summary, {}).data?.actor
  const give = useCaseCommand(justificationContract.give)
  const [words, setWords] = useKeptState(`asked.${subjectId}.${reason.code}`, z.string(), '')
  const [tried, setTried] = useState(false)
  const field = `asked-${reason.code}`
  const ready = words.trim() !== ''

  function write() {
    setTried(true)
    if (ready && !give.isPending) {
      give.mutate({ subject, subjectId, code: reason.code, reason: words })
    }
  }

  return (
    <div className="asked" role="group" aria-label={t('asked.mark')}>
      <div className="asked-head">
        <span className="asked-mark">
          <AskedSign />
          {t('asked.mark')}
        </span>
        <label htmlFor={field}>{explainReason(reason)}</label>
      </div>
      {actor && !isLeader(actor.role) ? (
        <p className="note">{t('asked.othersOnly')}</p>
      ) : (
        <>
          <Input.TextArea
            id={field}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={2000}
            placeholder={t('asked.placeholder')}
            status={tried && !ready ? 'error' : ''}
            value={words}
            onChange={({ target }) => setWords(target.value)}
          />
          {tried && !ready && <p className="field-error">{t('asked.missing')}</p>}
          <Refusal error={give.error} />
          <Button size="small" type={ready ? 'primary' : 'dashed'} onClick={write}>
            {t('asked.save')}
          </Button>
        </>
      )}
    </div>
  )
}

type NoticeProps = Subject & {
  readonly reason: Reason
  readonly wayTo: Props['wayTo']
}

/** One finding of level W: the work goes on; who has seen it is written down. */
function Notice({ reason, subject, subjectId, wayTo }: NoticeProps) {
  const { t } = useTranslation('common')
  const actor = useCaseQuery(casefileContract.summary, {}).data?.actor
  const written = useCaseQuery(justificationContract.list, { subject, subjectId }).data ?? []
  const see = useCaseCommand(justificationContract.see)
  const names = written
    .filter(({ code, kind }) => code === reason.code && kind === 'seen')
    .map(({ by }) => by)
  return (
    <div className="notice" role="note">
      <span className="notice-mark">
        <NoticeSign />
        {t('notice.mark')}
      </span>
      <span>
        {explainReason(reason)} {wayTo?.(reason)}
      </span>
      {names.length > 0 && (
        <span className="note">{t('notice.seenBy', { names: names.join(t('listComma')) })}</span>
      )}
      {actor && !names.includes(actor.name) && (
        <Button
          size="small"
          type="text"
          onClick={() => see.mutate({ subject, subjectId, code: reason.code })}
        >
          {t('notice.see')}
        </Button>
      )}
    </div>
  )
}

/** The reasons that the leader has written for a record; they print with it. */
export function GivenReasons({ subject, subjectId }: Subject) {
  const { t } = useTranslation('common')
  const written = useCaseQuery(justificationContract.list, { subject, subjectId }).data ?? []
  const reasons = written.filter(({ kind }) => kind === 'reason')
  if (reasons.length === 0) return null
  return (
    <ul className="given-reasons">
      {reasons.map(({ id, code, reason, by, at }) => (
        <li key={id}>
          {explainReason({ code })} {t('asked.given', { reason, by, at: formatDateTime(at) })}
        </li>
      ))}
    </ul>
  )
}
