/** One value of a closed list. `zh` is the official word; `synonyms` are met in ledgers. */
export type Code = {
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly synonyms?: readonly string[]
}

/** Levels of units (domain §2.3). */
export const unitLevels = [
  { code: '00', zh: '部委机关', en: 'ministry headquarters', synonyms: ['部机关', '部委', '部级'] },
  { code: '01', zh: '部属单位', en: 'unit under a ministry', synonyms: ['司局', '直属单位'] },
  { code: '10', zh: '省（区、市）', en: 'province', synonyms: ['省', '省级', '自治区', '直辖市'] },
  { code: '11', zh: '省直单位', en: 'unit under provincial organs', synonyms: ['省直', '省属'] },
  { code: '15', zh: '兵团', en: 'production and construction corps' },
  {
    code: '20',
    zh: '市（地、州、盟）',
    en: 'prefecture',
    synonyms: ['市', '市级', '地级市', '州'],
  },
  { code: '21', zh: '市直单位', en: 'unit under prefecture organs', synonyms: ['市直', '市属'] },
  {
    code: '30',
    zh: '县（市、区、旗）',
    en: 'county',
    synonyms: ['县', '县级', '区县', '区', '县区'],
  },
  { code: '31', zh: '县直单位', en: 'unit under county organs', synonyms: ['县直', '县属'] },
  { code: '40', zh: '乡镇、街道', en: 'township', synonyms: ['乡镇', '乡', '镇', '街道', '乡级'] },
  { code: '41', zh: '乡镇直属单位', en: 'unit under a township', synonyms: ['站所'] },
  { code: '50', zh: '村、社区', en: 'village or community', synonyms: ['村', '社区', '村级'] },
  { code: '60', zh: '党支部', en: 'Party branch', synonyms: ['支部'] },
] as const satisfies readonly Code[]

/** Kinds of units (domain §2.3, KD). */
export const unitKinds = [
  { code: 'K01', zh: '领导机关', en: 'leading organs', synonyms: ['市县领导机关', '党委政府'] },
  { code: 'K02', zh: '直属部门', en: 'departments', synonyms: ['市县直属部门', '部门', '机关'] },
  { code: 'K03', zh: '执法监管部门', en: 'law enforcement', synonyms: ['执法监管', '执法部门'] },
  { code: 'K04', zh: '窗口单位', en: 'service windows', synonyms: ['窗口', '服务窗口'] },
  { code: 'K05', zh: '服务行业', en: 'service trades', synonyms: ['医院', '学校', '公用事业'] },
  { code: 'K06', zh: '乡镇、街道', en: 'townships and sub-districts', synonyms: ['乡镇', '街道'] },
  { code: 'K07', zh: '村、社区', en: 'villages and communities', synonyms: ['村', '社区'] },
  { code: 'K08', zh: '国有企业', en: 'state-owned enterprises', synonyms: ['国企', '企业'] },
  { code: 'K09', zh: '高等学校', en: 'universities', synonyms: ['高校', '大学'] },
  { code: 'K10', zh: '科研院所等事业单位', en: 'public institutions', synonyms: ['事业单位'] },
  {
    code: 'K11',
    zh: '非公有制经济组织',
    en: 'non-public enterprises',
    synonyms: ['非公企业', '非公'],
  },
  { code: 'K12', zh: '社会组织', en: 'social organisations' },
  {
    code: 'K13',
    zh: '垂直管理单位',
    en: 'vertically managed units',
    synonyms: ['垂管单位', '垂直'],
  },
  { code: 'K14', zh: '司局、部属单位', en: 'units of a ministry', synonyms: ['司局'] },
  { code: 'K15', zh: '人民团体', en: "people's organisations", synonyms: ['群团'] },
] as const satisfies readonly Code[]

/** The four winds (domain §2.4). */
export const winds = [
  { code: 'F1', zh: '形式主义', en: 'formalism' },
  { code: 'F2', zh: '官僚主义', en: 'bureaucratism' },
  { code: 'F3', zh: '享乐主义', en: 'hedonism' },
  { code: 'F4', zh: '奢靡之风', en: 'extravagance', synonyms: ['奢靡'] },
] as const satisfies readonly Code[]

/** Methods of fieldwork (domain §2.5). */
export const methods = [
  { code: 'M01', zh: '听取汇报', en: 'hearing a report', synonyms: ['汇报'] },
  { code: 'M02', zh: '查阅材料', en: 'reading papers', synonyms: ['查阅资料', '资料'] },
  { code: 'M03', zh: '列席会议', en: 'sitting in on a meeting', synonyms: ['列席'] },
  { code: 'M04', zh: '个别谈话', en: 'individual talk', synonyms: ['谈话'] },
  { code: 'M06', zh: '座谈会', en: 'round-table talk', synonyms: ['座谈'] },
  {
    code: 'M07',
    zh: '随机走访、入户',
    en: 'household visit',
    synonyms: ['走访', '入户', '随机走访'],
  },
  { code: 'M08', zh: '暗访', en: 'unannounced visit', synonyms: ['四不两直'] },
  { code: 'M09', zh: '明察', en: 'announced check', synonyms: ['明查', '检查'] },
  { code: 'M10', zh: '蹲点', en: 'staying at a spot', synonyms: ['解剖麻雀'] },
  { code: 'M12', zh: '随机抽查', en: 'random check', synonyms: ['抽查', '抽签'] },
  { code: 'M13', zh: '民主测评、问卷', en: 'questionnaire', synonyms: ['问卷', '测评'] },
  { code: 'M14', zh: '体验办事', en: 'trying the service', synonyms: ['体验'] },
  {
    code: 'M15',
    zh: '来信来访来电',
    en: 'letters, visits, calls',
    synonyms: ['信访', '来信', '来访'],
  },
  { code: 'M16', zh: '审核材料', en: 'review of materials' },
  { code: 'M18', zh: '回访核查', en: 'return check', synonyms: ['回访'] },
  { code: 'M19', zh: '其他机关通报', en: 'information from other bodies', synonyms: ['通报'] },
] as const satisfies readonly Code[]

/** What a look was aimed at (domain §3.1, CheckItem). Only effect and masses are substantive (INV-26). */
export const natures = [
  { code: 'papers', zh: '材料', en: 'papers' },
  { code: 'meeting', zh: '会议', en: 'meeting' },
  { code: 'procedure', zh: '程序', en: 'procedure' },
  { code: 'effect', zh: '实效', en: 'actual effect', synonyms: ['效果', '现场'] },
  { code: 'masses', zh: '群众反映', en: 'what the masses say', synonyms: ['群众'] },
] as const satisfies readonly Code[]

/** How much the unit knew of a visit beforehand. */
export const notices = [
  { code: 'announced', zh: '提前通知', en: 'announced', synonyms: ['明察', '通知', '事先通知'] },
  { code: 'short', zh: '临时通知', en: 'short notice', synonyms: ['短通知'] },
  { code: 'unannounced', zh: '不打招呼', en: 'unannounced', synonyms: ['暗访', '未通知'] },
] as const satisfies readonly Code[]

/** How a unit came to be visited. Only drawn units carry an estimate (domain §4.2). */
export const selections = [
  { code: 'drawn', zh: '抽签', en: 'drawn', synonyms: ['随机', '抽取', '随机抽取'] },
  { code: 'chosen', zh: '选定', en: 'chosen', synonyms: ['指定', '重点'] },
  { code: 'invited', zh: '应邀', en: 'invited', synonyms: ['邀请'] },
  { code: 'continued', zh: '接续回访', en: 'continued', synonyms: ['回访', '接续'] },
] as const satisfies readonly Code[]

/** The outcome of a look (domain §4.1). Not having looked is no row at all. */
export const results = [
  { code: 'found', zh: '发现', en: 'found', synonyms: ['有', '是', '存在', '查看发现'] },
  { code: 'notFound', zh: '查看未发现', en: 'not found', synonyms: ['未发现', '无', '否', '没有'] },
  { code: 'couldNotLook', zh: '未能看', en: 'could not look', synonyms: ['未能查看', '不能看'] },
] as const satisfies readonly Code[]

/** What bears out a problem, or speaks against it (domain §3.1, ProblemEvidence). */
export const evidenceKinds = [
  { code: 'observation', zh: '现场看到', en: 'seen on the spot' },
  { code: 'opinion', zh: '群众意见', en: 'said by the masses' },
  { code: 'document', zh: '材料', en: 'document' },
  { code: 'ballot', zh: '测评票', en: 'ballot' },
  { code: 'otherBody', zh: '其他机关提供', en: 'from another body' },
] as const satisfies readonly Code[]

/** Whether the group has it from its own eyes and ears. */
export const directnesses = [
  { code: 'firstHand', zh: '直接', en: 'first-hand' },
  { code: 'secondHand', zh: '转述', en: 'second-hand' },
] as const satisfies readonly Code[]

/** Of what rank is whoever was reminded (R10). */
export const reminderRanks = [
  { code: 'head', zh: '主要负责人', en: 'head' },
  { code: 'leader', zh: '班子成员', en: 'member of the leading team' },
  { code: 'staff', zh: '办公室人员', en: 'office staff' },
] as const satisfies readonly Code[]

export const reminderModes = [
  { code: 'face', zh: '当面', en: 'face to face' },
  { code: 'phone', zh: '电话', en: 'by phone' },
  { code: 'letter', zh: '督办函', en: 'by letter' },
] as const satisfies readonly Code[]

/** How a unit came upon a problem of its own list (R37). */
export const waysFound = [
  { code: 'masses', zh: '群众提', en: 'told by the masses' },
  { code: 'self', zh: '自己找', en: 'found by itself' },
  { code: 'superior', zh: '上级点', en: 'named by superiors' },
  { code: 'mutual', zh: '互相帮', en: 'named by each other' },
  { code: 'together', zh: '集体议', en: 'agreed together' },
] as const satisfies readonly Code[]

/** What a committee did itself about what it was asked (R94). */
export const ownActs = [
  { code: 'none', zh: '还没有', en: 'nothing yet' },
  { code: 'researched', zh: '调研', en: 'looked into it' },
  { code: 'inspected', zh: '检查', en: 'inspected' },
  { code: 'corrected', zh: '整改', en: 'put it right' },
  { code: 'reported', zh: '报告', en: 'reported' },
] as const satisfies readonly Code[]

/** Classes of what is handed over (R66). */
export const handoverClasses = [
  { code: 'discipline', zh: '违反党纪', en: 'breach of Party discipline' },
  { code: 'law', zh: '涉嫌违法', en: 'suspected breach of law' },
  { code: 'petition', zh: '信访事项', en: 'petition' },
  { code: 'organisation', zh: '选人用人', en: 'choice of cadres' },
  { code: 'other', zh: '其他', en: 'other' },
] as const satisfies readonly Code[]

/** Weight of a problem. */
export const severities = [
  { code: 'ordinary', zh: '一般', en: 'ordinary' },
  { code: 'serious', zh: '较重', en: 'serious', synonyms: ['较严重'] },
  { code: 'outstanding', zh: '突出', en: 'outstanding', synonyms: ['严重'] },
] as const satisfies readonly Code[]

/** Where a problem came from (domain §3.1, found_by). */
export const problemSources = [
  { code: 'masses', zh: '群众反映', en: 'the masses', synonyms: ['群众', '信访'] },
  {
    code: 'fieldwork',
    zh: '本组走访',
    en: 'own fieldwork',
    synonyms: ['走访', '督导发现', '现场'],
  },
  { code: 'material', zh: '材料', en: 'papers', synonyms: ['查阅材料'] },
  { code: 'otherBody', zh: '其他机关', en: 'another body', synonyms: ['巡视', '审计', '通报'] },
  { code: 'unitItself', zh: '单位自查', en: 'the unit itself', synonyms: ['自查'] },
] as const satisfies readonly Code[]

/** Part of a person in a problem (R70–R71). */
export const personParts = [
  { code: 'direct', zh: '直接责任', en: 'direct' },
  { code: 'leading', zh: '领导责任', en: 'leading' },
  { code: 'collective', zh: '集体', en: 'collective' },
] as const satisfies readonly Code[]

/** Roles in a group (domain §2.12). */
export const memberRoles = [
  { code: 'leader', zh: '组长', en: 'leader' },
  { code: 'deputy', zh: '副组长', en: 'deputy leader' },
  { code: 'member', zh: '成员', en: 'member' },
  { code: 'liaison', zh: '联络员', en: 'liaison' },
] as const satisfies readonly Code[]

/** How this group met a local one (R28, R99). */
export const contactKinds = [
  { code: 'briefing', zh: '情况通报', en: 'briefing' },
  { code: 'jointVisit', zh: '联合走访', en: 'joint visit' },
  { code: 'training', zh: '培训辅导', en: 'training' },
  { code: 'reReview', zh: '材料复核', en: 're-review' },
] as const satisfies readonly Code[]

/** Whether what a local group told agrees with what was seen (R48). */
export const matchWords = [
  { code: 'yes', zh: '相符', en: 'agrees' },
  { code: 'partly', zh: '部分相符', en: 'agrees in part' },
  { code: 'no', zh: '不符', en: 'does not agree' },
] as const satisfies readonly Code[]

/** The values of a list, for a schema. */
export function codesOf<const L extends readonly Code[]>(
  list: L,
): [L[number]['code'], ...L[number]['code'][]] {
  const [first, ...rest] = list.map((each) => each.code)
  if (first === undefined) throw new RangeError('an empty list has no codes')
  return [first, ...rest]
}
