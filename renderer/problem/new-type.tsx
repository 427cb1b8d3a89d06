import { Button, Input } from 'antd'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { winds } from '#db/kernel/codes.ts'
import { problemContract, Wind } from '#db/problem/contract.ts'
import { useCaseCommand } from '#renderer/lib/case-client.ts'
import { isComposing } from '#renderer/lib/composition.ts'
import { CodeSelect } from '#renderer/ui/code-select.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

/** Longest name and short name that the case file takes; the short one heads a matrix column. */
const MOST_NAME = 60
const MOST_BRIEF = 12

type Props = {
  /** The id of the field that the focus goes to. */
  readonly nameId: string
  /** What was sought and not found. */
  readonly name: string
  /** The id of the type that was added, or undefined when none was. */
  readonly onEnd: (id: string | undefined) => void
}

/** A type of problem that this group adds to the types of its case. */
export function NewType({ nameId, name, onEnd }: Props) {
  const { t } = useTranslation('problem')
  const id = useId()
  const { draft, change, lacking, add, save } = useNewType(name, onEnd)

  function press(event: KeyboardEvent) {
    if (isComposing(event) || (event.key !== 'Escape' && event.key !== 'Enter')) return
    // The form under this panel hears the same keys.
    event.stopPropagation()
    if (event.key === 'Escape') onEnd(undefined)
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) save()
  }

  return (
    // Keys of the fields inside, gathered in one place.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div role="dialog" aria-label={t('type.newTitle')} className="type-form" onKeyDown={press}>
      <p className="card-title">{t('type.newTitle')}</p>
      <p className="note">{t('type.newNote')}</p>
      <Part id={nameId} label={t('type.name')}>
        <Input
          id={nameId}
          maxLength={MOST_NAME}
          value={draft.name}
          onChange={({ target }) => change({ name: target.value })}
        />
      </Part>
      <Part id={`${id}-brief`} label={t('type.brief')}>
        <Input
          id={`${id}-brief`}
          maxLength={MOST_BRIEF}
          value={draft.brief}
          onChange={({ target }) => change({ brief: target.value })}
        />
      </Part>
      <Part id={`${id}-wind`} label={t('form.wind')}>
        <CodeSelect
          id={`${id}-wind`}
          list={winds}
          allowClear
          placeholder={t('form.noWind')}
          value={draft.wind}
          onChange={(wind) => change({ wind: Wind.safeParse(wind).data ?? null })}
        />
      </Part>
      <Refusal error={add.error} />
      <Steps
        lacking={lacking}
        pending={add.isPending}
        onSave={save}
        onCancel={() => onEnd(undefined)}
      />
    </div>
  )
}

function useNewType(name: string, onEnd: Props['onEnd']) {
  const [draft, setDraft] = useState<{ name: string; brief: string; wind: Wind | null }>({
    name,
    brief: name.slice(0, 4),
    wind: null,
  })
  const add = useCaseCommand(problemContract.addType)
  const lacking = draft.name.trim() === '' || draft.brief.trim() === ''
  return {
    draft,
    change: (fields: Partial<typeof draft>) => setDraft({ ...draft, ...fields }),
    lacking,
    add,
    save: () => {
      if (!lacking) add.mutate(draft, { onSuccess: (added) => onEnd(added.id) })
    },
  }
}

function Steps({
  lacking,
  pending,
  onSave,
  onCancel,
}: {
  readonly lacking: boolean
  readonly pending: boolean
  readonly onSave: () => void
  readonly onCancel: () => void
}) {
  const { t } = useTranslation('problem')
  return (
    <div className="step-buttons">
      <Button size="small" type={lacking ? 'dashed' : 'primary'} loading={pending} onClick={onSave}>
        {t('type.add')}
      </Button>
      <Button size="small" onClick={onCancel}>
        {t('type.cancel')}
      </Button>
      {lacking && <span className="note">{t('type.lacking')}</span>}
    </div>
  )
}

function Part({
  id,
  label,
  children,
}: {
  readonly id: string
  readonly label: string
  readonly children: ReactNode
}) {
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      <div className="form-control">{children}</div>
    </div>
  )
}
