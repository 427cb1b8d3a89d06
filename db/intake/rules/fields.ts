import type { LedgerKind } from '../contract.ts'

/** A field that a column of a ledger may fill, and the heads it is known under, likeliest first. */
export type LedgerField = {
  readonly field: string
  readonly required: boolean
  readonly heads: readonly string[]
  /** Heads that contain one of the known ones and mean something else. */
  readonly never?: readonly string[]
  /** Takes only a column that no other field wants. */
  readonly modest?: true
}

/** Heads parted by bars. */
function words(heads: string): readonly string[] {
  return heads.split('|')
}

const unit = {
  field: 'unit',
  required: true,
  heads: words(
    '单位|单位名称|被督导单位|所在单位|单位全称|被查单位|责任单位|unit|地区|县区|区县|县(市、区)|部门|unit name|place',
  ),
  never: words(
    '上级单位|填报单位|主管单位|督导单位|报送单位|牵头单位|计量单位|unit_kind|unit_level|unit_code|单位类别|单位性质|单位层级|单位代码',
  ),
} as const satisfies LedgerField

/** The place of a unit whose name says too little, such as 民政局. */
const above = {
  field: 'above',
  required: false,
  heads: words(
    '所在市县|市县|所属市县|县市|县(市、区)|县区|区县|所在县|所属县|市州|市(州)|地市|所属市州|所在地区|地区|上级单位|主管单位|place of the unit',
  ),
  never: words('填报单位|报送单位|牵头单位|发生地区'),
  modest: true,
} as const satisfies LedgerField

const types = words(
  '问题类型|类型|专项|专项整治|问题类别|问题分类|类别|分类|problem type|type|category|topic',
)

/** Fields of the three kinds of ledgers, in the order in which the form shows them. */
export const ledgerFields: Readonly<Record<LedgerKind, readonly LedgerField[]>> = {
  unit: [
    {
      ...unit,
      field: 'name',
      heads: words('单位名称|名称|单位|单位全称|全称|name|unit|unit name|地区'),
    },
    {
      field: 'level',
      required: false,
      heads: words('层级|级别|单位层级|单位级别|行政级别|level|unit_level'),
    },
    {
      field: 'kind',
      required: false,
      heads: words('单位类别|单位性质|单位类型|类别|性质|kind|unit_kind|kind of unit'),
    },
    {
      field: 'parent',
      required: false,
      heads: words('上级单位|上级|隶属|主管单位|主管部门|所属县|parent|unit above'),
    },
    {
      field: 'prefecture',
      required: false,
      heads: words('市州|地市|所属市|所属市州|地级市|prefecture'),
    },
    {
      field: 'code',
      required: false,
      heads: words('代码|单位代码|区划代码|行政区划代码|编码|code|gb2260'),
    },
    {
      field: 'validFrom',
      required: false,
      heads: words('设立日期|成立日期|起始日期|启用日期|valid from|from|founded on'),
    },
  ],
  visit: [
    unit,
    above,
    {
      field: 'startedOn',
      required: true,
      heads: words(
        '走访日期|督导日期|日期|开始日期|走访时间|督导时间|时间|date|started|start date|visited on',
      ),
      never: words('结束日期|结束时间|填报日期|填表日期'),
    },
    {
      field: 'endedOn',
      required: false,
      heads: words('结束日期|离开日期|结束时间|ended|end date'),
    },
    { field: 'problemType', required: true, heads: ['看什么', '查看内容', '查看事项', ...types] },
    {
      field: 'result',
      required: true,
      heads: words('结果|查看结果|是否发现|是否发现问题|有无问题|result|found'),
      never: words('处理结果|整改结果'),
    },
    { field: 'method', required: false, heads: words('方式|督导方式|走访方式|方法|method') },
    {
      field: 'notice',
      required: false,
      heads: words('通知|通知方式|告知|告知方式|明察暗访|是否通知|是否提前通知|notice'),
    },
    {
      field: 'selection',
      required: false,
      heads: words('选取|选取方式|怎么选的|选点方式|抽取方式|产生方式|selection'),
    },
    { field: 'nature', required: false, heads: words('看点性质|查看性质|性质|nature') },
    {
      field: 'members',
      required: false,
      heads: words('成员|走访人|谁去|督导人员|参加人员|人员|members|who went'),
    },
    { field: 'round', required: false, heads: words('轮次|第几轮|巡回轮次|round') },
    {
      field: 'note',
      required: false,
      heads: words('备注|说明|情况说明|情况|note|notes'),
    },
  ],
  problem: [
    unit,
    above,
    {
      field: 'foundOn',
      required: true,
      heads: words(
        '发现日期|发现时间|日期|反馈日期|时间|登记日期|受理日期|留言时间|反映时间|found on|date|found|raised_at|raised at',
      ),
      never: words(
        '发生时间|发生日期|整改时限|完成时间|整改时间|整改日期|填报日期|答复时间|答复日期|办结时间|办结日期|截止日期|raised_at_raw|due date',
      ),
    },
    {
      field: 'problemType',
      required: false,
      heads: [...types, 'topic_ours', 'category_stated'],
    },
    {
      field: 'what',
      required: true,
      heads: words(
        '问题描述|什么事|问题|存在问题|存在的问题|具体问题|问题内容|主要问题|反映问题|内容|留言详情|问题表现|problem|what|description|what happened',
      ),
      never: words('有无问题|是否发现问题'),
    },
    {
      field: 'happened',
      required: false,
      heads: words('发生时间|发生日期|什么时间|何时|时间范围|when|happened'),
    },
    {
      field: 'place',
      required: false,
      heads: words('地点|何地|发生地点|具体地点|地点/人群|place|where'),
    },
    { field: 'effect', required: false, heads: words('影响|后果|造成影响|危害|effect') },
    {
      field: 'person',
      required: false,
      heads: words('责任人|涉及人员|当事人|责任人员|涉及干部|person|persons|who'),
      never: words('整改责任人|填报人|联系人'),
    },
    { field: 'severity', required: false, heads: words('程度|严重程度|轻重|severity') },
    { field: 'source', required: false, heads: words('来源|问题来源|线索来源|source') },
    {
      field: 'measure',
      required: false,
      heads: words(
        '整改措施|整改情况|措施|处理结果|整改结果|整改建议|处理情况|答复意见|measure|result',
      ),
    },
    { field: 'wind', required: false, heads: words('四风|四风类别|四风类型|wind|four winds') },
  ],
}
