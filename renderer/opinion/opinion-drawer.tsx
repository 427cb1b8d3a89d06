import { getRouteApi } from '@tanstack/react-router'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { changes, channels, opinionDirectnesses, speakerKinds } from '#db/kernel/opinion-codes.ts'
import { opinionContract, type OpinionRecord } from '#db/opinion/contract.ts'
import { InformantPart } from '#renderer/informant/informant-part.tsx'
import { AttachmentPart } from '#renderer/attachment/attachment-part.tsx'
import { RecordHistory } from '#renderer/journal/record-history.tsx'
import { useCaseCommand, useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDate, formatDateTime } from '#renderer/lib/format.ts'
import { explainReason, useCodeWord } from '#renderer/lib/words.ts'
import { useProblemTypes } from '#renderer/problem/problem-types.ts'
import { TypeName, TypeSelect } from '#renderer/problem/type-select.tsx'
import { FactList } from '#renderer/records/fact-list.tsx'
import { RecordDrawer } from '#renderer/ui/record-drawer.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { ClusterPart } from './cluster-part.tsx'
import { MaskPart } from './mask-part.tsx'

const route = getRouteApi('/case/voices')

/** One opinion beside the list. There is no way to change its words, only to correct a mishearing. */
export function OpinionDrawer({
  id,
  onClose,
}: {
  readonly id: string | undefined
  readonly onClose: () => void
}) {
  const { t } = useTranslation('opinion')
  const one = useCaseQuery(
    opinionContract.one,
    { id: id ?? '' },
    { enabled: id !== undefined, keepPrevious: false },
  )
  const opinion = one.data
  return (
    <RecordDrawer
      title={opinion ? t('drawer.title', { no: opinion.no, unit: opinion.unitName }) : t('title')}
      open={id !== undefined}
      onClose={onClose}
    >
      <Refusal error={one.error} />
      {opinion && (
        <>
          <blockquote className="quotation opinion-words">{opinion.verbatim}</blockquote>
          {!opinion.intact && (
            <p className="control-error" role="alert">
              {explainReason({ code: 'opinion.words-altered' })}
            </p>
          )}
          <CorrectStep opinion={opinion} />
          <OpinionFacts opinion={opinion} />
          {opinion.successor === null && (
            <>
              <OpinionCodes opinion={opinion} />
              <ClusterPart key={opinion.id} opinion={opinion} />
            </>
          )}
          <MaskPart key={`mask ${opinion.id}`} opinion={opinion} />
          <InformantPart spoken={{ opinionId: opinion.id }} />
          <AttachmentPart subject="opinion" subjectId={opinion.id} caution={t('drawer.attach')} />
          <RecordHistory table="opinion" id={opinion.id} />
        </>
      )}
    </RecordDrawer>
  )
}

function CorrectStep({ opinion }: { readonly opinion: OpinionRecord }) {
  const { t } = useTranslation('opinion')
  const navigate = route.useNavigate()
  const { successor, former } = opinion
  return (
    <div className="step-panel">
      {successor ? (
        <Button
          size="small"
          onClick={() => void navigate({ search: (now) => ({ ...now, open: successor.id }) })}
        >
          {t('drawer.successor', { no: successor.no })}
        </Button>
      ) : (
        <div className="step-buttons">
          <Button
            size="small"
            onClick={() => void navigate({ search: (now) => ({ ...now, form: opinion.id }) })}
          >
            {t('drawer.correct')}
          </Button>
          <span className="note">{t('drawer.sealed')}</span>
        </div>
      )}
      {former.map(({ id, no, verbatim }) => (
        <p key={id} className="note">
          {t('drawer.former', { no })} <q className="quotation">{verbatim}</q>
        </p>
      ))}
    </div>
  )
}

function OpinionFacts({ opinion }: { readonly opinion: OpinionRecord }) {
  const { t } = useTranslation('opinion')
  const word = useCodeWord()
  const time = opinion.heardTime === null ? '' : ` ${opinion.heardTime}`
  return (
    <FactList
      facts={[
        [t('form.speakerKind'), word(speakerKinds, opinion.speakerKind)],
        [t('form.channel'), word(channels, opinion.channel)],
        [t('form.directness'), word(opinionDirectnesses, opinion.directness)],
        [t('form.thirdPerson'), t(opinion.thirdPerson ? 'drawer.present' : 'drawer.absent')],
        [t('form.heardOn'), `${formatDate(opinion.heardOn, { year: true })}${time}`],
        ...(opinion.place === '' ? [] : [[t('form.place'), opinion.place] as const]),
        ...(opinion.languageNote === ''
          ? []
          : [[t('form.languageNote'), opinion.languageNote] as const]),
        ...(opinion.change === null
          ? []
          : [[t('form.change'), word(changes, opinion.change)] as const]),
        [t('drawer.heardBy'), `${opinion.heardBy} · ${formatDateTime(opinion.enteredAt)}`],
      ]}
    />
  )
}

/** What the group says that the words speak of. It may be changed; the words may not. */
function OpinionCodes({ opinion }: { readonly opinion: OpinionRecord }) {
  const { t } = useTranslation('opinion')
  const { windOf } = useProblemTypes()
  const [strong, setStrong] = useState(false)
  const code = useCaseCommand(opinionContract.code)
  const uncode = useCaseCommand(opinionContract.uncode)
  return (
    <section className="opinion-codes" aria-label={t('codes.title')}>
      <h2 className="card-title">{t('codes.title')}</h2>
      {opinion.codeList.map(({ id, problemType, strong: strongly }) => (
        <p key={id} className="step-buttons">
          {problemType !== null && <TypeName id={problemType} />}
          {strongly && <b>{t('codes.strong')}</b>}
          <Button size="small" onClick={() => uncode.mutate({ id })}>
            {t('codes.remove')}
          </Button>
        </p>
      ))}
      <TypeSelect
        aria-label={t('codes.add')}
        placeholder={t('codes.add')}
        value={null}
        onChange={(problemType) =>
          code.mutate({ opinionId: opinion.id, problemType, wind: windOf(problemType), strong })
        }
      />
      <Checkbox checked={strong} onChange={({ target }) => setStrong(target.checked)}>
        {t('codes.strong')}
      </Checkbox>
      <Refusal error={code.error ?? uncode.error} />
    </section>
  )
}
