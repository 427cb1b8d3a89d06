import { FileOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { type Attachment, attachmentContract } from '#db/attachment/contract.ts'
import { viewOf } from '#db/attachment/rules/kinds.ts'
import { sizeWord } from '#renderer/backup/size-word.ts'
import { useCaseCommand } from '#renderer/lib/case-client.ts'
import { formatDateTime } from '#renderer/lib/format.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { useContent } from './use-content.ts'

/** Larger pictures have no small one: drawing it takes the whole content. */
const LARGEST_SMALL = 12 * 1024 * 1024
const SMALL = 96

/** One attachment: what it is, who attached it, and what can be done with it. */
export function AttachmentRow({
  attachment,
  onOpen,
}: {
  readonly attachment: Attachment
  readonly onOpen: () => void
}) {
  const { t } = useTranslation('attachment')
  const [removing, setRemoving] = useState(false)
  const { name, bytes, by, at, removal, present } = attachment
  return (
    <li className="attachment-row">
      <Small attachment={attachment} />
      <div className="attachment-words">
        <span className={removal ? 'attachment-name attachment-gone' : 'attachment-name'}>
          {name}
        </span>
        <span className="note">
          {t('meta', { size: sizeWord(bytes), by, time: formatDateTime(at) })}
        </span>
        {removal && (
          <span className="note">
            {t('removed', { why: removal.why, by: removal.by, time: formatDateTime(removal.at) })}
          </span>
        )}
        {!removal && !present && <span className="attachment-missing">{t('missing')}</span>}
        {removing && <RemoveForm id={attachment.id} onLeave={() => setRemoving(false)} />}
      </div>
      {!removal && !removing && (
        <span className="attachment-steps">
          {present && (
            <Button size="small" aria-label={t('openNamed', { name })} onClick={onOpen}>
              {t('open')}
            </Button>
          )}
          <Button
            size="small"
            type="text"
            aria-label={t('removeNamed', { name })}
            onClick={() => setRemoving(true)}
          >
            {t('remove')}
          </Button>
        </span>
      )}
    </li>
  )
}

function RemoveForm({ id, onLeave }: { readonly id: string; readonly onLeave: () => void }) {
  const { t } = useTranslation('attachment')
  const remove = useCaseCommand(attachmentContract.remove)
  const [why, setWhy] = useState('')
  const [tried, setTried] = useState(false)
  const ready = why.trim() !== ''

  function submit(event: SubmitEvent) {
    event.preventDefault()
    setTried(true)
    if (ready && !remove.isPending) remove.mutate({ id, why }, { onSuccess: onLeave })
  }

  return (
    <form className="attachment-remove" onSubmit={submit}>
      <label htmlFor={`remove-${id}`}>{t('removeWhy')}</label>
      <Input
        id={`remove-${id}`}
        value={why}
        maxLength={500}
        autoFocus
        status={tried && !ready ? 'error' : ''}
        onChange={({ target }) => setWhy(target.value)}
      />
      {tried && !ready && <p className="field-error">{t('removeMissing')}</p>}
      <p className="note">{t('removeNote')}</p>
      <Refusal error={remove.error} />
      <span className="attachment-steps">
        <Button size="small" htmlType="submit" danger loading={remove.isPending}>
          {t('removeStep')}
        </Button>
        <Button size="small" onClick={onLeave}>
          {t('keep')}
        </Button>
      </span>
    </form>
  )
}

/** A small picture of a picture, drawn from its content; for others a sign. */
function Small({ attachment }: { readonly attachment: Attachment }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [drawn, setDrawn] = useState(false)
  const { mediaType, bytes: size, present } = attachment
  const wanted = present && size <= LARGEST_SMALL && viewOf(mediaType) === 'picture'
  const { bytes } = useContent(attachment, wanted)
  useEffect(() => {
    if (!bytes) return undefined
    const state = { ended: false }
    const draw = async () => {
      const done = await drawSmall(bytes, mediaType, () => (state.ended ? null : canvas.current))
      if (!state.ended) setDrawn(done)
    }
    void draw()
    return () => {
      state.ended = true
      // The content may have been destroyed: nothing of it stays on screen.
      setDrawn(false)
    }
  }, [bytes, mediaType])
  return (
    <span className="attachment-small" aria-hidden="true">
      <canvas ref={canvas} width={SMALL} height={SMALL} hidden={!drawn} />
      {!drawn && <FileOutlined />}
    </span>
  )
}

async function drawSmall(
  bytes: Uint8Array<ArrayBuffer>,
  type: string,
  target: () => HTMLCanvasElement | null,
): Promise<boolean> {
  try {
    const picture = await createImageBitmap(new Blob([bytes], { type }))
    const scale = Math.max(SMALL / picture.width, SMALL / picture.height)
    const [width, height] = [picture.width * scale, picture.height * scale]
    target()
      ?.getContext('2d')
      ?.drawImage(picture, (SMALL - width) / 2, (SMALL - height) / 2, width, height)
    picture.close()
    return true
  } catch {
    // A damaged picture has no small one; opened, it says so.
    return false
  }
}
