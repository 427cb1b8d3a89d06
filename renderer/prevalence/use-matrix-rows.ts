import { useQueries } from '@tanstack/react-query'
import type { z } from 'zod'

import { prevalenceContract, type PrevalenceQuery } from '#db/prevalence/contract.ts'
import { caseQueryOptions } from '#renderer/lib/case-client.ts'

type Page = z.output<typeof prevalenceContract.matrix.output>
export type MatrixUnit = Page['units'][number]

/** Units of one page of the matrix. */
const PAGE = 200

/** The rows on screen: asks for the pages that they lie in, and for the first one always. */
export function useMatrixRows(
  query: PrevalenceQuery,
  problemTypes: readonly string[],
  visible: { readonly from: number; readonly to: number },
) {
  const first = Math.floor(visible.from / PAGE)
  const last = Math.floor(visible.to / PAGE)
  const pages = [...new Set([0, ...Array.from({ length: last - first + 1 }, (_, i) => first + i)])]
  const answers = useQueries({
    queries: pages.map((page) =>
      caseQueryOptions(prevalenceContract.matrix, {
        query,
        problemTypes: [...problemTypes],
        offset: page * PAGE,
        limit: PAGE,
      }),
    ),
  })
  const byPage = new Map(pages.map((page, index) => [page, answers[index]?.data]))
  return {
    total: answers[0]?.data?.total,
    unitAt: (index: number): MatrixUnit | undefined =>
      byPage.get(Math.floor(index / PAGE))?.units[index % PAGE],
    error: answers.find(({ error }) => error !== null)?.error ?? null,
  }
}
