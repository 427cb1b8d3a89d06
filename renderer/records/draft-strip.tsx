import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'

import { draftContract, type DraftForm } from '#db/draft/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDateTime } from '#renderer/lib/format.ts'
import { explain } from '#renderer/lib/words.ts'

import { formOfDraft } from './draft-words.ts'
import type { DraftState } from './use-draft.ts'

/** Offers the draft of an earlier sitting: when it was saved, and in what it differs. */
export function DraftStrip<Content>({
  draft,
  differing,
}: {
  readonly draft: DraftState<Content>
  /** The fields in words in which the draft differs from the form as it stands. */
  readonly differing: readonly string[]
}) {
  const { t } = useTranslation('visit')
  if (!draft.offer) return null
  const { content, savedAt } = draft.offer
  return (
    <div className="draft-strip" role="alert">
      <p>
        {t('draft.found', { time: formatDateTime(savedAt) })}
        {content === null
          ? t('draft.unreadable')
          : t('draft.differs', { fields: differing.join(t('common:listComma')) })}
      </p>
      {content !== null && (
        <Button type="primary" size="small" autoFocus onClick={draft.restore}>
          {t('draft.restore')}
        </Button>
      )}
      <Button size="small" onClick={draft.discard}>
        {t('draft.discard')}
      </Button>
    </div>
  )
}

/** Says that the form is kept, and since when. */
export function DraftChip<Content>({ draft }: { readonly draft: DraftState<Content> }) {
  const { t } = useTranslation('visit')
  if (draft.error !== null) {
    return (
      <span className="draft-chip draft-unsaved" role="alert">
        {t('draft.notSaved', { reason: explain(draft.error)[0] })}
      </span>
    )
  }
  const time = draft.savedAt === null ? undefined : dayjs(draft.savedAt).format('HH:mm:ss')
  return (
    <span className="draft-chip" role="status">
      <span className="filter-name">{t('draft.name')}</span>{' '}
      {time === undefined ? t('draft.every') : t('draft.last', { time })}
    </span>
  )
}

/** On a list: leads back to the new record that was begun and not saved. */
export function OpenDraft({
  form,
  to,
}: {
  readonly form: DraftForm
  readonly to: '/rounds' | '/rounds/visits' | '/problems' | '/group/defects'
}) {
  const { t } = useTranslation('visit')
  const drafts = useCaseQuery(draftContract.list, {})
  const begun = drafts.data?.find((draft) => draft.form === form && formOfDraft(draft.subject))
  if (!begun) return null
  return (
    <Link
      to={to}
      search={(now) => ({ ...now, ...formOfDraft(begun.subject) })}
      className="draft-chip draft-begun"
    >
      {t('draft.begun', { title: begun.title, time: formatDateTime(begun.savedAt) })}
    </Link>
  )
}
