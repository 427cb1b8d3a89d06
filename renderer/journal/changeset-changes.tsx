import { Pagination } from 'antd'
import { useState } from 'react'

import { journalContract } from '#db/journal/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { ChangeList } from './change-list.tsx'

const PAGE = 20

/** What one changeset changed, row by row; an import's hundred thousand rows come page by page. */
export function ChangesetChanges({ seq }: { readonly seq: number }) {
  const [page, setPage] = useState(1)
  const { data, error, isPending } = useCaseQuery(journalContract.inChangeset, {
    seq,
    offset: (page - 1) * PAGE,
    limit: PAGE,
  })
  return (
    <div className="record-history-entries" aria-busy={isPending}>
      <Refusal error={error} />
      <ChangeList changes={data?.rows ?? []} />
      <Pagination
        size="small"
        current={page}
        pageSize={PAGE}
        total={data?.total ?? 0}
        showSizeChanger={false}
        hideOnSinglePage
        onChange={setPage}
      />
    </div>
  )
}
