import './informant.css'

import { Button, Input, Modal } from 'antd'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { informantContract, type Spoken } from '#db/informant/contract.ts'
import { useCaseCommand, useCaseQuery } from '#renderer/lib/case-client.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { WriteForm } from './write-form.tsx'

/** Beside a record: the codes of who spoke about it, and the way to seal one more. */
export function InformantPart({ spoken }: { readonly spoken: Spoken }) {
  const { t } = useTranslation('informant')
  const [open, setOpen] = useState(false)
  const codes = useCaseQuery(informantContract.of, { spoken }, { keepPrevious: false })
  const role = useCaseQuery(informantContract.role, {})
  const founded = role.data !== undefined && role.data.holders !== null
  return (
    <section className="informant-part" aria-labelledby="informant-part-title">
      <h2 className="card-title" id="informant-part-title">
        {t('part.title')}
      </h2>
      <p>
        {codes.data?.length === 0 && <span className="note">{t('part.none')}</span>}
        {codes.data?.map(({ code, destroyed }) => (
          <span key={code} className="informant-chip">
            {destroyed ? t('part.destroyed', { code }) : code}
          </span>
        ))}
      </p>
      <Refusal error={codes.error ?? role.error} />
      {founded ? (
        <Button size="small" onClick={() => setOpen(true)}>
          {t('part.open')}
        </Button>
      ) : (
        <p className="note">{t('part.noRole')}</p>
      )}
      <Modal
        open={open}
        title={t('part.title')}
        footer={null}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        <WriteForm spoken={spoken} onLeave={() => setOpen(false)} />
        <LinkForm spoken={spoken} onLinked={() => setOpen(false)} />
      </Modal>
    </section>
  )
}

/** Puts a code that is there to this record too. */
function LinkForm({
  spoken,
  onLinked,
}: {
  readonly spoken: Spoken
  readonly onLinked: () => void
}) {
  const { t } = useTranslation('informant')
  const link = useCaseCommand(informantContract.link)
  const [code, setCode] = useState('')

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (code.trim() !== '' && !link.isPending)
      link.mutate({ code, spoken }, { onSuccess: onLinked })
  }

  return (
    <form className="informant-link" onSubmit={submit}>
      <label htmlFor="informant-link">{t('part.link')}</label>
      <span className="informant-row">
        <Input
          id="informant-link"
          value={code}
          maxLength={20}
          autoComplete="off"
          placeholder={t('part.linkHint')}
          onChange={({ target }) => setCode(target.value)}
        />
        <Button htmlType="submit" loading={link.isPending} disabled={code.trim() === ''}>
          {t('part.linkStep')}
        </Button>
      </span>
      <Refusal error={link.error} />
    </form>
  )
}
