import type { UnitNode } from '#db/unit/contract.ts'

/** A node of the tree as antd takes it. */
export type TreeNode = {
  readonly key: string
  readonly unit: UnitNode
  readonly isLeaf: boolean
  readonly children?: TreeNode[]
}

/** Puts the branches that have been asked for together; a branch still on its way is left out. */
export function buildTree(
  branches: ReadonlyMap<string | null, readonly UnitNode[]>,
  parentId: string | null = null,
): TreeNode[] {
  return (branches.get(parentId) ?? []).map((unit) => {
    const node = { key: unit.id, unit, isLeaf: unit.children === 0 }
    return branches.has(unit.id) ? { ...node, children: buildTree(branches, unit.id) } : node
  })
}
