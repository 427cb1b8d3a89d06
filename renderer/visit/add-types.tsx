import { Button, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { TypeSelect } from '#renderer/problem/type-select.tsx'

import { addTypes } from './looks.ts'
import type { VisitForm } from './visit-form-model.ts'

/** Puts several types into the list at once. Each waits for its own result: none is presumed. */
export function AddTypes({
  form,
  onChange,
}: {
  readonly form: VisitForm
  readonly onChange: (form: VisitForm) => void
}) {
  const { t } = useTranslation('visit')
  const [open, setOpen] = useState(false)
  const [types, setTypes] = useState<string[]>([])

  function add() {
    onChange(addTypes(form, types, () => crypto.randomUUID()))
    setTypes([])
    setOpen(false)
  }

  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      arrow={false}
      open={open}
      onOpenChange={setOpen}
      content={
        <div role="dialog" aria-label={t('addTypes.title')} className="add-types">
          <p className="note">{t('addTypes.note')}</p>
          <TypeSelect
            multiple
            autoFocus
            aria-label={t('looks.type')}
            placeholder={t('looks.typeHint')}
            value={types}
            onChange={setTypes}
          />
          <Button size="small" type={types.length > 0 ? 'primary' : 'dashed'} onClick={add}>
            {t('addTypes.add', { count: types.length })}
          </Button>
        </div>
      }
    >
      <Button size="small" className="look-add" aria-haspopup="dialog" aria-expanded={open}>
        {t('addTypes.title')}
      </Button>
    </Popover>
  )
}
