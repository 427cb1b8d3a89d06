import { LockOutlined } from '@ant-design/icons'
import { Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'

import type { KnownCase } from '#electron/shell/contract.ts'
import { BackupsDue } from '#renderer/backup/backup-reminder.tsx'
import { formatDateTime } from '#renderer/lib/format.ts'
import { LanguageSwitch } from '#renderer/shell/language-switch.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { UnlockForm } from './unlock-form.tsx'
import type { Doors } from './use-doors.ts'

/** The case to open, the other known ones, and the doors. */
export function OpenCase({
  known,
  cases,
  doors,
  onChoose,
  onNew,
  onRestore,
}: {
  readonly known: KnownCase | undefined
  readonly cases: readonly KnownCase[]
  readonly doors: Doors
  readonly onChoose: (known: KnownCase) => void
  readonly onNew: () => void
  readonly onRestore: () => void
}) {
  const { t } = useTranslation('start')
  const others = cases.filter(({ handle }) => handle !== known?.handle)
  return (
    <div className="start-box">
      {known ? (
        <UnlockForm key={known.handle} known={known} doors={doors} />
      ) : (
        <FirstTime doors={doors} onNew={onNew} />
      )}
      <Refusal error={doors.error} />
      <BackupsDue />
      <section className={known ? 'start-others' : 'start-others start-others-bare'}>
        {others.length > 0 && <h2 className="note">{t('others.title')}</h2>}
        <ul>
          {others.map((other) => (
            <OtherCase key={other.handle} other={other} doors={doors} onChoose={onChoose} />
          ))}
        </ul>
        <div className="start-buttons">
          {known && <SmallDoors doors={doors} onNew={onNew} />}
          <Button size="small" onClick={onRestore}>
            {t('doors.restore')}
          </Button>
          <LanguageSwitch />
        </div>
      </section>
    </div>
  )
}

function OtherCase({
  other,
  doors,
  onChoose,
}: {
  readonly other: KnownCase
  readonly doors: Doors
  readonly onChoose: (known: KnownCase) => void
}) {
  const { t } = useTranslation('start')
  const { title, practice, missing, handle, lastOpenedAt, place } = other
  const when = lastOpenedAt === null ? '' : formatDateTime(lastOpenedAt)
  return (
    <li className="start-other">
      <LockOutlined />
      {missing ? (
        <>
          <span className="start-other-gone">{t('others.missing', { title, place })}</span>
          <Button size="small" type="link" onClick={() => doors.forget(handle)}>
            {t('others.forget')}
          </Button>
        </>
      ) : (
        <>
          <button type="button" className="start-other-name" onClick={() => onChoose(other)}>
            {title}
          </button>
          {practice && <span className="practice-mark">{t('practiceMark')}</span>}
          <span className="note">{when}</span>
        </>
      )}
    </li>
  )
}

function SmallDoors({ doors, onNew }: { readonly doors: Doors; readonly onNew: () => void }) {
  const { t } = useTranslation('start')
  return (
    <>
      <Button size="small" onClick={onNew}>
        {t('doors.new')}
      </Button>
      <Button size="small" onClick={doors.pickFile}>
        {t('doors.open')}
      </Button>
      <Button size="small" onClick={doors.openPractice} loading={doors.practicePending}>
        {t('doors.practice')}
      </Button>
      <PracticeProgress share={doors.practiceShare} />
    </>
  )
}

function FirstTime({ doors, onNew }: { readonly doors: Doors; readonly onNew: () => void }) {
  const { t } = useTranslation('start')
  const large = [
    { name: 'new', go: onNew },
    { name: 'open', go: doors.pickFile },
    { name: 'practice', go: doors.openPractice },
  ] as const
  return (
    <>
      <h2 className="start-title">{t('first.title')}</h2>
      <ul className="start-doors">
        {large.map(({ name, go }) => (
          <li key={name}>
            <button type="button" className="start-door" onClick={go}>
              <b>{t(`doors.${name}`)}</b>
              <span className="note">{t(`doors.${name}Note`)}</span>
            </button>
          </li>
        ))}
      </ul>
      <PracticeProgress share={doors.practiceShare} />
    </>
  )
}

function PracticeProgress({ share }: { readonly share: number | null }) {
  const { t } = useTranslation('start')
  if (share === null) return null
  return (
    <div className="start-progress">
      <span className="note">{t('practice.making')}</span>
      <Progress percent={Math.round(share * 100)} size="small" aria-label={t('practice.making')} />
    </div>
  )
}
