import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'

const CIVIL = 'YYYY-MM-DD'
/** How a date is shown; what may be typed besides. */
const SHOWN = { zh: 'YYYY年M月D日', en: 'D MMM YYYY' }
const TYPED = [CIVIL, 'YYYY-M-D', 'YYYY/M/D', 'YYYY.M.D', 'YYYYMMDD']

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
  const { i18n } = useTranslation()
  const shown = i18n.language === 'en' ? SHOWN.en : SHOWN.zh
  return (
    <DatePicker
      {...props}
      className="civil-date"
      format={[shown, ...TYPED]}
      value={value === null || value === '' ? null : dayjs(value)}
      onChange={(date) => onChange(date?.format(CIVIL) ?? null)}
    />
  )
}
