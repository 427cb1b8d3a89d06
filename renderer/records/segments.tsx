import { useId } from 'react'

/** A choice of one from a few, all in sight. Arrows move it; nothing is chosen beforehand. */
export function Segments<V extends string>({
  id,
  label,
  options,
  value,
  onChange,
}: {
  readonly id: string
  readonly label: string
  readonly options: readonly { readonly value: V; readonly label: string }[]
  readonly value: V | null
  readonly onChange: (value: V) => void
}) {
  const name = useId()
  return (
    <div id={id} role="radiogroup" aria-label={label} className="segments">
      {options.map((option) => (
        <label key={option.value} className="segment">
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  )
}
