import { Button } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Failure } from '#db/kernel/failure.ts'
import { explain } from '#renderer/lib/words.ts'
import { RefusalSign } from '#renderer/ui/refusal.tsx'

import type { FailedFile } from './use-reading.ts'

/** Why a file cannot be taken: one sentence with the remedy, and under it what was found. */
export function FileRefusal({ failed }: { readonly failed: FailedFile }) {
  const { t } = useTranslation('intake')
  const { t: common } = useTranslation('common')
  const [open, setOpen] = useState(false)
  const details = useId()
  return (
    <div className="refusal intake-refusal" role="alert">
      <div className="refusal-head">
        <span className="refusal-mark">
          <RefusalSign />
          {common('refusal.mark')}
        </span>
        <span className="intake-refusal-text">{explain(failed.error).join(' ')}</span>
        <Button
          size="small"
          aria-expanded={open}
          aria-controls={details}
          onClick={() => setOpen(!open)}
        >
          {t('refusal.details')}
        </Button>
      </div>
      <dl id={details} className="intake-details" hidden={!open}>
        {failed.fileName !== null && <Fact name={t('refusal.file')} value={failed.fileName} />}
        {failed.bytes !== null && (
          <Fact
            name={t('refusal.size')}
            value={t('refusal.bytes', { bytes: sizeOf(failed.bytes) })}
          />
        )}
        <Fact name={t('refusal.code')} value={codesOf(failed.error)} />
        <Fact name={t('refusal.written')} value={t('refusal.nothingWritten')} />
      </dl>
    </div>
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function sizeOf(bytes: number): string {
  return bytes < 10_000 ? `${bytes} B` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** The codes behind the sentence with what they speak of: what a person tells who asks for help. */
function codesOf(error: unknown): string {
  if (!(error instanceof Failure)) return 'call.unexpected'
  return error.reasons.map(({ code, about = [] }) => [code, ...about].join(' ')).join(' · ')
}
