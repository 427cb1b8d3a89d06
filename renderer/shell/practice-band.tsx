/** The hatched band over everything that belongs to a practice case. */
export function PracticeBand({ shown }: { readonly shown: boolean }) {
  return <div className={shown ? 'practice-band practice-band-on' : 'practice-band'} />
}
