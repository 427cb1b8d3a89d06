import { Button, Input } from 'antd'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Failure } from '#db/kernel/failure.ts'
import { readShortCode } from '#db/verify/rules.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { NO_OWN, type Own } from '#renderer/keys/own-passphrase.tsx'
import { useShellQuery } from '#renderer/lib/shell-client.ts'
import { explain } from '#renderer/lib/words.ts'
import { KeyFileField } from '#renderer/start/key-file-field.tsx'
import { PassphraseField } from '#renderer/start/passphrase-field.tsx'
import { WrongPassphrase } from '#renderer/start/wrong-passphrase.tsx'

/** What a verification begins with: the passphrase, and a short code from paper where there is one. */
export function VerifyForm({
  practice,
  error,
  triedAt,
  onBegin,
}: {
  readonly practice: boolean
  readonly error: unknown
  readonly triedAt: number
  readonly onBegin: (own: Own, code: string) => void
}) {
  const { t } = useTranslation('verify')
  const [own, setOwn] = useState(NO_OWN)
  const [code, setCode] = useState('')
  const [wrong, setWrong] = useState<readonly string[]>([])
  const stopped = error instanceof Failure && error.code === 'cancelled'

  function submit(event: SubmitEvent) {
    event.preventDefault()
    const reasons = judge(code)
    setWrong(reasons)
    if (reasons.length === 0 && (practice || own.typed !== '')) onBegin(own, code)
  }

  return (
    <form className="verify-form" onSubmit={submit}>
      {practice ? (
        <p className="note">{t('form.practice')}</p>
      ) : (
        <OwnFields value={own} onChange={setOwn} />
      )}
      <CodeField value={code} onChange={setCode} wrong={wrong} />
      <div id="verify-error">
        {stopped ? (
          <p role="status">{t('form.stopped')}</p>
        ) : (
          <WrongPassphrase error={error} at={triedAt} />
        )}
      </div>
      <Button type="primary" htmlType="submit">
        {t('form.begin')}
      </Button>
    </form>
  )
}

function OwnFields({
  value,
  onChange,
}: {
  readonly value: Own
  readonly onChange: (value: Own) => void
}) {
  const { t } = useTranslation('verify')
  const keys = useShellQuery(shellContract.keys, {})
  const needed = keys.data?.members.some(({ self, keyFile }) => self && keyFile) ?? false
  return (
    <>
      <label htmlFor="verify-own">{t('form.own')}</label>
      <PassphraseField
        id="verify-own"
        value={value.typed}
        onChange={(typed) => onChange({ ...value, typed })}
        describedBy="verify-own-note verify-error"
      />
      <p className="note" id="verify-own-note">
        {t('form.ownNote')}
      </p>
      {needed && (
        <KeyFileField
          id="verify-own-file"
          label={t('start:keyFile.label')}
          value={value.keyFile}
          onChange={(keyFile) => onChange({ ...value, keyFile })}
        />
      )}
    </>
  )
}

function CodeField({
  value,
  onChange,
  wrong,
}: {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly wrong: readonly string[]
}) {
  const { t } = useTranslation('verify')
  return (
    <>
      <label htmlFor="verify-code">{t('form.code')}</label>
      <Input.TextArea
        id="verify-code"
        className="verify-code-field"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        autoSize={{ minRows: 2, maxRows: 3 }}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
        aria-describedby="verify-code-note verify-code-wrong"
        {...(wrong.length > 0 && { status: 'error' as const })}
      />
      <p className="note" id="verify-code-note">
        {t('form.codeNote')}
      </p>
      <div id="verify-code-wrong" role="alert">
        {wrong.map((sentence) => (
          <p key={sentence} className="field-error">
            {sentence}
          </p>
        ))}
      </div>
    </>
  )
}

/** What is wrong with a typed code, before anything long is begun. */
function judge(code: string): readonly string[] {
  if (code.trim() === '') return []
  try {
    readShortCode(code)
    return []
  } catch (error) {
    return explain(error)
  }
}
