import { Button } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useBlobSource } from './use-content.ts'

const STEP = 1.25
const [LEAST, MOST] = [0.25, 8]

/** A picture that can be made larger and turned, by buttons and by keys. */
export function PictureView({
  name,
  bytes,
  mediaType,
}: {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly mediaType: string
}) {
  const { t } = useTranslation('attachment')
  const picture = useBlobSource<HTMLImageElement>(bytes, mediaType)
  const [zoom, setZoom] = useState(1)
  const [turns, setTurns] = useState(0)
  const [broken, setBroken] = useState(false)
  const larger = () => setZoom((now) => Math.min(MOST, now * STEP))
  const smaller = () => setZoom((now) => Math.max(LEAST, now / STEP))
  const turn = () => setTurns((now) => (now + 1) % 4)
  function fit() {
    setZoom(1)
    setTurns(0)
  }

  function press({ key, ctrlKey, altKey }: KeyboardEvent) {
    if (ctrlKey || altKey) return
    if (key === '+' || key === '=') larger()
    if (key === '-') smaller()
    if (key === '0') fit()
    if (key === 'r' || key === 'R') turn()
  }

  if (broken) return <p className="attachment-no-view">{t('brokenPicture')}</p>
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of what is inside
    <div className="attachment-picture" onKeyDown={press}>
      <div className="attachment-tools">
        <Button size="small" onClick={larger} autoFocus>
          {t('larger')}
        </Button>
        <Button size="small" onClick={smaller}>
          {t('smaller')}
        </Button>
        <Button size="small" onClick={turn}>
          {t('turn')}
        </Button>
        <Button size="small" onClick={fit}>
          {t('fit')}
        </Button>
        <span className="note">{t('pictureKeys')}</span>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrow keys scroll it */}
      <div className="attachment-stage" tabIndex={0} role="group" aria-label={name}>
        <img
          ref={picture}
          alt={name}
          draggable={false}
          className={turns % 2 === 1 ? 'attachment-turned' : ''}
          style={{ zoom, rotate: `${turns * 90}deg` }}
          onError={() => setBroken(true)}
        />
      </div>
    </div>
  )
}
