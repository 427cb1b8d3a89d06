import { DatePicker } from 'antd'
import dayjs from 'dayjs'

const CIVIL = 'YYYY-MM-DD'
/** What may be typed; the first is what is shown. */
const TYPED = [CIVIL, 'YYYY/M/D', 'YYYY.M.D', 'YYYYMMDD']

/** A civil date `YYYY-MM-DD`, typed or picked. */
export function CivilDateInput({
  value,
  onChange,
  ...props
}: {
  readonly value: string | null
  readonly onChange: (date: string | null) => void
  readonly id?: string
  readonly placeholder?: string
  readonly disabled?: boolean
  readonly status?: 'error' | ''
  readonly 'aria-label'?: string
}) {
  return (
    <DatePicker
      {...props}
      className="civil-date"
      format={TYPED}
      value={value === null || value === '' ? null : dayjs(value)}
      onChange={(date) => onChange(date?.format(CIVIL) ?? null)}
    />
  )
}
