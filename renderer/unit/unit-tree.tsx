import { useQueries } from '@tanstack/react-query'
import { Tree } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { unitContract } from '#db/unit/contract.ts'
import { caseQueryOptions, useCaseQuery } from '#renderer/lib/case-client.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { buildTree, type TreeNode } from './tree-data.ts'

/** The units as a tree. A branch is asked for when it is unfolded, and again when it changes. */
export function UnitTree({
  selected,
  onSelect,
}: {
  readonly selected: string | undefined
  readonly onSelect: (id: string) => void
}) {
  const { t } = useTranslation('unit')
  const { expanded, setExpanded } = useExpanded(selected)
  const parents: readonly (string | null)[] = [null, ...expanded]
  const answers = useQueries({
    queries: parents.map((parentId) => caseQueryOptions(unitContract.children, { parentId })),
  })
  const branches = new Map(
    parents.flatMap((parentId, index) => {
      const units = answers[index]?.data
      return units ? [[parentId, units] as const] : []
    }),
  )
  const { box, height } = useHeight()
  return (
    <div className="unit-tree" ref={box}>
      <Refusal error={answers.find(({ error }) => error !== null)?.error} />
      <Tree<TreeNode>
        blockNode
        height={height}
        itemHeight={30}
        treeData={buildTree(branches)}
        expandedKeys={expanded}
        onExpand={(keys) => setExpanded(keys.map(String))}
        selectedKeys={selected === undefined ? [] : [selected]}
        onSelect={(_keys, { node }) => onSelect(node.key)}
        titleRender={({ unit }) => (
          <>
            {unit.name}
            {unit.validTo !== null && <span className="unit-closed">{t('closedMark')}</span>}
          </>
        )}
        aria-label={t('tree')}
      />
    </div>
  )
}

/** The branches that are unfolded: the first root, and all above the chosen unit. */
function useExpanded(selected: string | undefined) {
  const [expanded, setExpanded] = useState<readonly string[]>([])
  const roots = useCaseQuery(unitContract.children, { parentId: null })
  const chosen = useCaseQuery(
    unitContract.one,
    { id: selected ?? '' },
    { enabled: selected !== undefined, keepPrevious: false },
  )
  const onlyRoot = roots.data?.length === 1 ? roots.data[0]?.id : undefined
  const above = chosen.data?.path.map(({ id }) => id).filter((id) => id !== selected)
  const wanted = [onlyRoot, ...(above ?? [])].filter((id) => id !== undefined).join(' ')
  // A branch is unfolded once when it is wanted; folding it again is up to the person.
  const [unfolded, setUnfolded] = useState('')
  if (wanted !== unfolded) {
    setUnfolded(wanted)
    setExpanded((before) => [...new Set([...before, ...wanted.split(' ')])].filter(Boolean))
  }
  return { expanded: [...expanded], setExpanded }
}

/** The height that the box has, so that the tree draws only the rows in sight. */
function useHeight() {
  const box = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState(400)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const watcher = new ResizeObserver(() => setHeight(element.clientHeight))
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [])
  return { box, height }
}
