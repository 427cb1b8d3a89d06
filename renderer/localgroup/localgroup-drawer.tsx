import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'

import { contactKinds, unitLevels } from '#db/kernel/codes.ts'
import { localgroupContract } from '#db/localgroup/contract.ts'
import { AttachmentPart } from '#renderer/attachment/attachment-part.tsx'
import { RecordHistory } from '#renderer/journal/record-history.tsx'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { FactList } from '#renderer/records/fact-list.tsx'
import { RecordDrawer } from '#renderer/ui/record-drawer.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { AnswerPart } from './answer-part.tsx'
import { AssignmentPart } from './assignment-part.tsx'
import { CheckPart } from './check-part.tsx'
import { ContactForm } from './contact-form.tsx'
import { GroupForm } from './group-form.tsx'
import { Part } from './part.tsx'

export type LocalGroup = z.output<typeof localgroupContract.one.output>

/** One local group beside the list: what it answers for, when it was met, what it told. */
export function LocalGroupDrawer({
  id,
  onClose,
  onStep,
}: {
  readonly id: string | undefined
  readonly onClose: () => void
  readonly onStep: (step: 1 | -1) => void
}) {
  const { t } = useTranslation('localgroup')
  const { data: group, error } = useCaseQuery(
    localgroupContract.one,
    { id: id ?? '' },
    { enabled: id !== undefined, keepPrevious: false },
  )
  return (
    <RecordDrawer
      title={group?.name ?? t('title')}
      open={id !== undefined}
      onClose={onClose}
      onStep={onStep}
    >
      <Refusal error={error} />
      {group && (
        <div key={group.id}>
          <GroupFacts group={group} />
          <ContactPart group={group} />
          <AnswerPart group={group} />
          <CheckPart group={group} />
          <AssignmentPart group={group} />
          <AttachmentPart subject="localGroup" subjectId={group.id} />
          <RecordHistory table="localGroup" id={group.id} />
        </div>
      )}
    </RecordDrawer>
  )
}

function GroupFacts({ group }: { readonly group: LocalGroup }) {
  const { t } = useTranslation('localgroup')
  const word = useCodeWord()
  const [editing, setEditing] = useState(false)
  const unknown = <span className="note">{t('unknown')}</span>
  const day = (date: string | null) => (date === null ? unknown : formatDate(date, { year: true }))
  if (editing) return <GroupForm record={group} onDone={() => setEditing(false)} />
  return (
    <>
      <FactList
        facts={[
          [t('column.level'), word(unitLevels, group.level)],
          [t('column.lead'), group.leadName || unknown],
          [t('form.size'), group.size ?? unknown],
          [t('form.validFrom'), day(group.validFrom)],
          ...(group.validTo === null ? [] : [[t('form.validTo'), day(group.validTo)] as const]),
        ]}
      />
      <Button size="small" className="localgroup-edit" onClick={() => setEditing(true)}>
        {t('edit')}
      </Button>
    </>
  )
}

function ContactPart({ group }: { readonly group: LocalGroup }) {
  const { t } = useTranslation('localgroup')
  const word = useCodeWord()
  return (
    <Part
      title={t('contact.title')}
      add={t('contact.add')}
      form={(close) => <ContactForm id={group.id} onDone={close} />}
    >
      {group.contacts.length === 0 && <p className="note">{t('contact.none')}</p>}
      <ul>
        {group.contacts.map(({ id, heldOn, kind, note, by }) => (
          <li key={id} className="localgroup-line">
            <span>{formatDate(heldOn, { year: true })}</span>
            <span>{word(contactKinds, kind)}</span>
            {note !== '' && <span>{note}</span>}
            <span className="note">{by}</span>
          </li>
        ))}
      </ul>
    </Part>
  )
}
