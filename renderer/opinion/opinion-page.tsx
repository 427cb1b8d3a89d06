import './opinion.css'

import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { opinionContract } from '#db/opinion/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { useToday } from '#renderer/lib/today.ts'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { OpinionForm } from './opinion-form.tsx'
import { emptyOpinion } from './opinion-form-model.ts'
import { OpinionList } from './opinion-list.tsx'

const route = getRouteApi('/case/voices')

/** What was said, by which kind of person: the list, or the form of one opinion. */
export function OpinionPage() {
  const { form } = route.useSearch()
  return form === undefined ? <OpinionList /> : <FormPage key={form} subject={form} />
}

/** The form of a new opinion (`new`), or of the correction of the one that is named. */
function FormPage({ subject }: { readonly subject: string }) {
  const { t } = useTranslation('opinion')
  const navigate = route.useNavigate()
  const isNew = subject === 'new'
  const former = useCaseQuery(
    opinionContract.one,
    { id: subject },
    { enabled: !isNew, keepPrevious: false },
  )
  const leave = (open?: string) =>
    void navigate({
      search: ({ form: _form, open: _open, ...rest }) => (open ? { ...rest, open } : rest),
    })
  const today = useToday()
  const given = former.data
    ? { ...emptyOpinion(former.data.heardOn), ...correctionOf(former.data) }
    : emptyOpinion(today)
  return (
    <Page
      title={former.data ? t('form.correctTitle', { no: former.data.no }) : t('form.title')}
      actions={
        <Button size="small" onClick={() => leave()}>
          {t('form.back')}
        </Button>
      }
    >
      <Refusal error={former.error} />
      {(isNew || former.data) && (
        <div className="card opinion-page-form">
          <OpinionForm
            subject={isNew ? 'new' : `correct:${subject}`}
            fixed={!isNew}
            initial={given}
            {...(isNew ? {} : { onSealed: leave })}
          />
        </div>
      )}
    </Page>
  )
}

type Former = ReturnType<typeof emptyOpinion> & { readonly id: string }

/** A correction starts from all that was written down; only the words are to be heard anew. */
function correctionOf(former: Omit<Former, 'heardTime'> & { readonly heardTime: string | null }) {
  const { unitId, visitId, heardOn, place, speakerKind, channel, directness } = former
  const { thirdPerson, verbatim, languageNote, change } = former
  return {
    unitId,
    visitId,
    heardOn,
    heardTime: former.heardTime ?? '',
    place,
    speakerKind,
    channel,
    directness,
    thirdPerson,
    verbatim,
    languageNote,
    change,
    supersedes: former.id,
  }
}
