import './search.css'

import type { SearchHit } from '#db/search/contract.ts'

/** One record that was found: what it is, and the words around what was sought. */
export function HitLine({ hit }: { readonly hit: Omit<SearchHit, 'kind' | 'id'> }) {
  return (
    <span className="hit-line">
      <span className="hit-title">{hit.title}</span>
      <span className="hit-text">
        {hit.before}
        {hit.match !== '' && <mark>{hit.match}</mark>}
        {hit.after}
      </span>
    </span>
  )
}
