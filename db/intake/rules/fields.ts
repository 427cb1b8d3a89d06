import type { LedgerKind } from '../contract.ts'

/** A field that a column of a ledger may fill, and the heads it is known under. */
export type LedgerField = {
  readonly field: string
  readonly required: boolean
  readonly heads: readonly string[]
}

const unit = ['单位', '单位名称', '被督导单位', '所在单位', '单位全称', 'unit', '地区', '县区']
const type = ['问题类型', '类型', '专项', '专项整治', '类别', '问题类别', 'type', 'category', 'topic']

/** Fields of the three kinds of ledgers, in the order in which the form shows them. */
export const ledgerFields: Readonly<Record<LedgerKind, readonly LedgerField[]>> = {
  unit: [
    { field: 'name', required: true, heads: [...unit, '名称', 'name'] },
    { field: 'level', required: false, heads: ['层级', '级别', '单位层级', 'level'] },
    { field: 'kind', required: false, heads: ['单位类别', '单位性质', '类别', '性质', 'kind'] },
    {
      field: 'parent',
      required: false,
      heads: ['上级单位', '上级', '隶属', '主管单位', '所属县', 'parent'],
    },
    { field: 'prefecture', required: false, heads: ['市州', '地市', '所属市', 'prefecture'] },
    { field: 'code', required: false, heads: ['代码', '单位代码', '区划代码', 'code'] },
    { field: 'validFrom', required: false, heads: ['设立日期', '起始日期', 'from'] },
  ],
  visit: [
    { field: 'unit', required: true, heads: unit },
    {
      field: 'startedOn',
      required: true,
      heads: ['走访日期', '日期', '时间', '开始日期', '督导时间', '督导日期', 'date', 'started'],
    },
    { field: 'endedOn', required: false, heads: ['结束日期', '离开日期', 'ended'] },
    { field: 'problemType', required: true, heads: ['看什么', '查看内容', ...type] },
    { field: 'result', required: true, heads: ['结果', '查看结果', '是否发现', 'result'] },
    { field: 'method', required: false, heads: ['方式', '督导方式', '方法', 'method'] },
    { field: 'notice', required: false, heads: ['通知', '明察暗访', '是否通知', 'notice'] },
    { field: 'selection', required: false, heads: ['选取', '选取方式', '选点方式', 'selection'] },
    { field: 'nature', required: false, heads: ['看点性质', '性质', 'nature'] },
    { field: 'members', required: false, heads: ['成员', '走访人', '督导人员', '人员', 'members'] },
    { field: 'round', required: false, heads: ['轮次', '第几轮', 'round'] },
    { field: 'note', required: false, heads: ['备注', '说明', '情况', 'note'] },
  ],
  problem: [
    { field: 'unit', required: true, heads: unit },
    {
      field: 'foundOn',
      required: true,
      heads: ['发现日期', '日期', '时间', '发现时间', '反馈日期', 'date', 'found'],
    },
    { field: 'problemType', required: false, heads: [...type, 'topic_ours', 'category_stated'] },
    {
      field: 'what',
      required: true,
      heads: ['问题', '问题描述', '存在问题', '具体问题', '内容', '问题内容', 'problem', 'what'],
    },
    { field: 'happened', required: false, heads: ['发生时间', '何时', 'when'] },
    { field: 'place', required: false, heads: ['地点', '何地', '发生地点', 'place', 'where'] },
    { field: 'effect', required: false, heads: ['影响', '后果', '造成影响', 'effect'] },
    { field: 'person', required: false, heads: ['责任人', '涉及人员', '当事人', 'person'] },
    { field: 'severity', required: false, heads: ['程度', '严重程度', 'severity'] },
    { field: 'source', required: false, heads: ['来源', '问题来源', 'source'] },
    { field: 'wind', required: false, heads: ['四风', '四风类别', 'wind'] },
    {
      field: 'measure',
      required: false,
      heads: ['整改措施', '整改情况', '措施', '处理结果', 'measure', 'result'],
    },
  ],
}
