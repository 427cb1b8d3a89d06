import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { matchWords } from '#db/kernel/codes.ts'
import type { GroupAnswer } from '#db/localgroup/contract.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'

import { AskForm } from './ask-form.tsx'
import { CompareForm } from './compare-form.tsx'
import { useCounted } from './localgroup-columns.tsx'
import type { LocalGroup } from './localgroup-drawer.tsx'
import { Part } from './part.tsx'

/** What the group told of its units, each beside what was seen there (R48). */
export function AnswerPart({ group }: { readonly group: LocalGroup }) {
  const { t } = useTranslation('localgroup')
  const counted = useCounted()
  return (
    <Part
      title={t('answer.title')}
      add={t('answer.add')}
      form={(close) => <AskForm group={group} onDone={close} />}
    >
      {group.answers.length === 0 ? (
        <p className="note">{t('answer.none')}</p>
      ) : (
        <p>{t('answer.agreed', { counted: counted(group.agreed, group.compared) })}</p>
      )}
      {group.answers.map((answer) => (
        <Answer key={answer.id} answer={answer} />
      ))}
    </Part>
  )
}

function Answer({ answer }: { readonly answer: GroupAnswer }) {
  const { t } = useTranslation('localgroup')
  const word = useCodeWord()
  const [comparing, setComparing] = useState(false)
  const { unitName, question, answeredOn, seen, visitId, seenOn, matches } = answer
  return (
    <section className="localgroup-answer" aria-label={`${unitName} ${question}`}>
      <div className="localgroup-line">
        <b>{unitName}</b>
        <span className="note">{formatDate(answeredOn, { year: true })}</span>
        {matches !== null && (
          <span className={`localgroup-match localgroup-match-${matches}`}>
            {word(matchWords, matches)}
          </span>
        )}
      </div>
      <dl className="localgroup-told">
        <dt>{t('answer.question')}</dt>
        <dd>{question}</dd>
        <dt>{t('answer.answer')}</dt>
        <dd>{answer.answer}</dd>
        <dt>{t('answer.seen')}</dt>
        <dd>
          {seen === '' ? <span className="note">{t('answer.notSeen')}</span> : seen}{' '}
          {visitId !== null && seenOn !== null && (
            <Link to="/rounds/visits" search={{ open: visitId }} className="number-link">
              {t('answer.visit', { date: formatDate(seenOn) })}
            </Link>
          )}
        </dd>
      </dl>
      {comparing ? (
        <CompareForm answer={answer} onDone={() => setComparing(false)} />
      ) : (
        <span>
          <Button size="small" onClick={() => setComparing(true)}>
            {matches === null ? t('answer.compare') : t('answer.again')}
          </Button>
        </span>
      )}
    </section>
  )
}
