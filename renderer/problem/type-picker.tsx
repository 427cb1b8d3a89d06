import { Popover } from 'antd'
import { useId, useState } from 'react'

import { focusField } from '#renderer/records/field.tsx'

import { NewType } from './new-type.tsx'
import { TypeSelect } from './type-select.tsx'

type Props = {
  readonly id: string
  readonly value: string | null
  readonly onChange: (id: string) => void
  readonly placeholder?: string
  readonly 'aria-label'?: string
}

/** Picks one type; what the list lacks is added to the types of this case and picked at once. */
export function TypePicker(props: Props) {
  const [asked, setAsked] = useState<string>()
  const nameId = useId()

  function end(id: string | undefined) {
    setAsked(undefined)
    if (id !== undefined) props.onChange(id)
    document.getElementById(props.id)?.focus()
  }

  return (
    <Popover
      trigger={[]}
      placement="bottomLeft"
      arrow={false}
      open={asked !== undefined}
      afterOpenChange={(open) => open && focusField(nameId)}
      destroyOnHidden
      content={<NewType nameId={nameId} name={asked ?? ''} onEnd={end} />}
    >
      <span className="type-picker">
        <TypeSelect {...props} onNew={setAsked} />
      </span>
    </Popover>
  )
}
