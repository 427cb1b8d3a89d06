import { CloseOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { type SavedView, viewContract } from '#db/view/contract.ts'
import { useCaseCommand, useCaseQuery } from '#renderer/lib/case-client.ts'
import { isComposing } from '#renderer/lib/composition.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

import type { Column } from './record-grid.tsx'
import type { ListLook } from './use-list-look.ts'

type Props = {
  readonly look: Omit<ListLook<unknown, unknown>, 'setSorting'>
  /** Columns that can be hidden; none where the style sheet of the list sets their widths. */
  readonly columns?: readonly Pick<Column<never, never>, 'key' | 'title'>[]
}

/** Named ways of looking at a list, and its columns. */
export function LookButton(props: Props) {
  const { t } = useTranslation('records')
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      arrow={false}
      destroyOnHidden
      content={<LookPanel {...props} />}
    >
      <Button size="small" aria-haspopup="dialog">
        {t('look.button')}
      </Button>
    </Popover>
  )
}

function LookPanel({ look, columns }: Props) {
  const { t } = useTranslation('records')
  const views = useCaseQuery(viewContract.list, { list: look.list })
  return (
    <div role="dialog" aria-label={t('look.button')} className="look-panel">
      <h2>{t('look.views')}</h2>
      {views.data?.length === 0 && <p className="note">{t('look.none')}</p>}
      <ul>
        {views.data?.map((view) => (
          <ViewLine key={view.id} view={view} onApply={look.apply} />
        ))}
      </ul>
      <SaveView look={look} />
      {columns && <ColumnChoice look={look} columns={columns} />}
      <p className="note">{t('look.remembered')}</p>
    </div>
  )
}

function ColumnChoice({ look, columns }: Required<Props>) {
  const { t } = useTranslation('records')
  const keys = columns.map(({ key }) => key)
  return (
    <>
      <h2>{t('look.columns')}</h2>
      <Checkbox.Group
        className="look-columns"
        value={keys.filter((key) => !look.hidden.includes(key))}
        onChange={(shown) =>
          // One column stays, or there is nothing to open a record by.
          shown.length > 0 && look.setHidden(keys.filter((key) => !shown.includes(key)))
        }
        options={columns.map(({ key, title }) => ({ value: key, label: title }))}
      />
    </>
  )
}

function ViewLine({
  view,
  onApply,
}: {
  readonly view: SavedView
  readonly onApply: (look: string) => boolean
}) {
  const { t } = useTranslation('records')
  const [unfit, setUnfit] = useState(false)
  const remove = useCaseCommand(viewContract.remove)
  return (
    <li className="look-view">
      <Button type="link" size="small" onClick={() => setUnfit(!onApply(view.look))}>
        {view.name}
      </Button>
      <span className="note">{view.by}</span>
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined />}
        aria-label={t('look.remove', { name: view.name })}
        title={t('look.remove', { name: view.name })}
        onClick={() => remove.mutate({ id: view.id })}
      />
      {unfit && <p className="field-error">{t('look.unfit')}</p>}
    </li>
  )
}

function SaveView({ look }: { readonly look: Props['look'] }) {
  const { t } = useTranslation('records')
  const [name, setName] = useState('')
  const save = useCaseCommand(viewContract.save)
  const { list, filter, sorting, hidden } = look
  function keep() {
    if (name.trim() === '' || save.isPending) return
    const content = JSON.stringify({ filter, sorting, hidden })
    save.mutate({ list, name, look: content }, { onSuccess: () => setName('') })
  }
  return (
    <>
      <Input
        size="small"
        maxLength={40}
        value={name}
        placeholder={t('look.name')}
        aria-label={t('look.name')}
        onChange={({ target }) => setName(target.value)}
        onKeyDown={(event) => event.key === 'Enter' && !isComposing(event) && keep()}
        suffix={
          <Button size="small" type={name.trim() === '' ? 'dashed' : 'primary'} onClick={keep}>
            {t('look.save')}
          </Button>
        }
      />
      <Refusal error={save.error} />
    </>
  )
}
