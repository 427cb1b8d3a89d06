import './attachment.css'

import { Button } from 'antd'
import { type DragEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { attachmentContract } from '#db/attachment/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDateTime } from '#renderer/lib/format.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { AttachmentRow } from './attachment-row.tsx'
import { type Adding, type NamedFile, type Subject, useAdding } from './use-adding.ts'
import { AttachmentViewer } from './viewer.tsx'

/**
 * The files of a record: what is attached, and adding more with the button, by dropping or by
 * pasting. Any page of a record can show it.
 */
export function AttachmentPart({ caution, ...on }: Subject & { readonly caution?: string }) {
  return <Attachments key={`${on.subject} ${on.subjectId}`} on={on} caution={caution} />
}

function Attachments({
  on,
  caution,
}: {
  readonly on: Subject
  /** What to mind before a file is attached to a record of this kind. */
  readonly caution: string | undefined
}) {
  const { t } = useTranslation('attachment')
  const list = useCaseQuery(attachmentContract.list, on, { keepPrevious: false })
  const adding = useAdding(on)
  const [over, setOver] = useState(false)
  const [openId, setOpenId] = useState<string>()
  usePastedFiles(adding.add)
  const rows = list.data ?? []
  const shown = rows.find(({ id }) => id === openId)

  function drag(event: DragEvent) {
    event.preventDefault()
    setOver(adding.coming === null)
  }
  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    adding.add([...event.dataTransfer.files].map((file) => ({ file, name: file.name })))
  }

  return (
    // The button inside does the same for the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={`attachment-part${over ? ' attachment-part-over' : ''}`}
      aria-labelledby="attachment-part-title"
      onDragOver={drag}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h2 className="card-title" id="attachment-part-title">
        {t('title')}
      </h2>
      <Refusal error={list.error} />
      {list.data?.length === 0 && <p className="note">{t('none')}</p>}
      {rows.length > 0 && (
        <ul className="attachment-list">
          {rows.map((each) => (
            <AttachmentRow key={each.id} attachment={each} onOpen={() => setOpenId(each.id)} />
          ))}
        </ul>
      )}
      {rows.some(({ mediaType }) => mediaType === 'image/jpeg') && (
        <p className="note">{t('exif')}</p>
      )}
      {caution !== undefined && <p className="note">{caution}</p>}
      <AddFiles adding={adding} />
      {shown && <AttachmentViewer attachment={shown} onClose={() => setOpenId(undefined)} />}
    </section>
  )
}

function AddFiles({ adding }: { readonly adding: Adding }) {
  const { t } = useTranslation('attachment')
  const input = useRef<HTMLInputElement>(null)
  const { coming, refused } = adding
  return (
    <>
      {refused.map(({ name, error }) => (
        <Refusal key={name} error={error} />
      ))}
      {coming ? (
        <div className="attachment-coming" role="status">
          <span>{t('coming', { name: coming.name })}</span>
          <progress max={1} value={coming.share} aria-label={t('progress')} />
          {coming.waiting > 0 && (
            <span className="note">{t('waiting', { n: coming.waiting })}</span>
          )}
          <Button size="small" onClick={adding.stop}>
            {t('stop')}
          </Button>
        </div>
      ) : (
        <div className="attachment-add">
          <Button size="small" onClick={() => input.current?.click()}>
            {t('add')}
          </Button>
          <span className="note">{t('hint')}</span>
        </div>
      )}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('add')}
        onChange={({ target }) => {
          adding.add([...(target.files ?? [])].map((file) => ({ file, name: file.name })))
          // The same file can be chosen once more.
          target.value = ''
        }}
      />
    </>
  )
}

/** Ctrl+V with a picture or files, wherever the focus is but in a field. */
function usePastedFiles(add: (files: readonly NamedFile[]) => void): void {
  const { t } = useTranslation('attachment')
  const paste = useEffectEvent((event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])]
    const inField = event.target instanceof Element && event.target.closest('input, textarea')
    if (files.length === 0 || inField) return
    event.preventDefault()
    const time = formatDateTime(new Date().toISOString()).replaceAll(':', '.')
    // What Chromium calls a picture that has no file.
    add(
      files.map((file) => ({
        file,
        name: file.name === 'image.png' ? t('pasted', { time }) : file.name,
      })),
    )
  })
  useEffect(() => {
    const hear = (event: ClipboardEvent) => paste(event)
    document.addEventListener('paste', hear)
    return () => document.removeEventListener('paste', hear)
  }, [])
}
