import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'

import type { Attachment } from '#db/attachment/contract.ts'
import { viewOf } from '#db/attachment/rules/kinds.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { PictureView } from './picture-view.tsx'
import { useBlobSource, useContent } from './use-content.ts'
import { DocumentView, TextView } from './words-view.tsx'

/**
 * One attachment, shown inside of the app. It leaves the case only by an export, which is asked for
 * and noted.
 */
export function AttachmentViewer({
  attachment,
  onClose,
}: {
  readonly attachment: Attachment
  readonly onClose: () => void
}) {
  return (
    <Modal
      open
      title={attachment.name}
      width={960}
      centered
      destroyOnHidden
      onCancel={onClose}
      footer={<ExportStep attachment={attachment} />}
    >
      <Shown attachment={attachment} />
    </Modal>
  )
}

function Shown({ attachment }: { readonly attachment: Attachment }) {
  const { t } = useTranslation('attachment')
  const view = viewOf(attachment.mediaType)
  const viewable = view !== 'none' && view !== 'pdf'
  const { bytes, share, error } = useContent(attachment, viewable)
  if (!viewable) return <p className="attachment-no-view">{t('noView')}</p>
  if (error !== null) return <Refusal error={error} />
  if (!bytes) {
    return (
      <div className="attachment-coming" role="status">
        <span>{t('loading')}</span>
        <progress max={1} value={share} aria-label={t('progress')} />
      </div>
    )
  }
  const { name, mediaType } = attachment
  if (view === 'picture') return <PictureView name={name} bytes={bytes} mediaType={mediaType} />
  if (view === 'words') return <DocumentView name={name} bytes={bytes} />
  if (view === 'text') return <TextView bytes={bytes} />
  const played = { bytes, mediaType }
  return view === 'film' ? (
    <FilmView {...played} label={t('film', { name })} />
  ) : (
    <SoundView {...played} label={t('sound', { name })} />
  )
}

type Played = {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly mediaType: string
  readonly label: string
}

/** Sound and film play from memory; their controls offer no way to save past the export. */
const CONTROLS = {
  className: 'attachment-player',
  controls: true,
  controlsList: 'nodownload noremoteplayback',
  preload: 'metadata',
} as const

function FilmView({ bytes, mediaType, label }: Played) {
  const film = useBlobSource<HTMLVideoElement>(bytes, mediaType)
  // oxlint-disable-next-line jsx-a11y/media-has-caption -- made on the spot, it has no captions
  return <video ref={film} aria-label={label} {...CONTROLS} />
}

function SoundView({ bytes, mediaType, label }: Played) {
  const sound = useBlobSource<HTMLAudioElement>(bytes, mediaType)
  // oxlint-disable-next-line jsx-a11y/media-has-caption -- as above
  return <audio ref={sound} aria-label={label} {...CONTROLS} />
}

function ExportStep({ attachment: { id, name } }: { readonly attachment: Attachment }) {
  const { t } = useTranslation('attachment')
  const save = useShellCommand(shellContract.exportAttachment)
  const saved = save.data?.fileName ?? null
  return (
    <div className="attachment-export">
      <span className="note">
        {saved === null ? t('exportNote') : t('exported', { name: saved })}
      </span>
      <Refusal error={save.error} />
      <Button loading={save.isPending} onClick={() => save.mutate({ id, name })}>
        {t('export')}
      </Button>
    </div>
  )
}
