import { Button, Input } from 'antd'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { shellContract } from '#electron/shell/contract.ts'
import type { PrintedSheet } from '#electron/shell/keys-contract.ts'
import { useShellCommand } from '#renderer/lib/shell-client.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

/** Types groups back from paper: only then does a sheet count. */
export function TypeBack({
  sheet: { papers },
  onBack,
  onKept,
}: {
  readonly sheet: PrintedSheet
  readonly onBack: () => void
  readonly onKept: () => void
}) {
  const { t } = useTranslation('keys')
  const keep = useShellCommand(shellContract.keepSheet)
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const split = papers.length > 1
  const asked = papers.map((paper, at) => ({
    number: at + 1,
    fields: paper.asked.map((place) => ({ id: `keys-group-${at + 1}-${place}`, group: place + 1 })),
  }))

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (keep.isPending) return
    const groups = asked.flatMap(({ fields }) => fields.map(({ id }) => typed[id] ?? ''))
    keep.mutate({ groups: new TextEncoder().encode(groups.join('\n')) }, { onSuccess: onKept })
  }

  return (
    <form className="card vault-panel" onSubmit={submit}>
      <h2>{split ? t('sheet.typeTitleSplit') : t('sheet.typeTitle')}</h2>
      <p>{t('sheet.typeWhat')}</p>
      {asked.map(({ number, fields }) => (
        <div key={number} className="vault-asked">
          {fields.map(({ id, group }) => (
            <span key={id}>
              <label htmlFor={id}>
                {split
                  ? t('sheet.groupOf', { paper: number, number: group })
                  : t('sheet.group', { number: group })}
              </label>
              <Input
                id={id}
                value={typed[id] ?? ''}
                maxLength={10}
                autoComplete="off"
                spellCheck={false}
                onChange={({ target }) => setTyped({ ...typed, [id]: target.value })}
              />
            </span>
          ))}
        </div>
      ))}
      <Refusal error={keep.error} />
      <div className="vault-steps">
        <Button type="primary" htmlType="submit" loading={keep.isPending}>
          {t('sheet.keep')}
        </Button>
        <Button onClick={onBack}>{t('sheet.back')}</Button>
      </div>
    </form>
  )
}
