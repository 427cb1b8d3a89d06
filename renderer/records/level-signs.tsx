/** A pen in outline: the shape of what waits for the leader's reason (level J). */
export function AskedSign({ size = 14 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden="true" className="level-sign">
      <path d="M1.5 10.5l.6-2.6L8.6 1.4l2 2-6.5 6.5z" fill="none" stroke="currentColor" />
      <path d="M7.2 2.8l2 2" stroke="currentColor" />
    </svg>
  )
}

/** A triangle: the shape of a warning (level W). The work goes on. */
export function NoticeSign({ size = 14 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden="true" className="level-sign">
      <path d="M6 1.2l5 9.3H1z" fill="none" stroke="currentColor" strokeLinejoin="round" />
      <path d="M6 4.6v3M6 8.6v.9" stroke="currentColor" />
    </svg>
  )
}
