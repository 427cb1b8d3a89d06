import type { Code } from './codes.ts'

/** Where a member of the group spends a night of a round (R32). */
export const lodgingLevels = [
  { code: 'capital', zh: '省会', en: 'provincial capital' },
  { code: 'city', zh: '市', en: 'city' },
  { code: 'county', zh: '县城', en: 'county seat' },
  { code: 'township', zh: '乡镇', en: 'township' },
  { code: 'village', zh: '村', en: 'village' },
  { code: 'transit', zh: '在途', en: 'on the way' },
  { code: 'off', zh: '未随行', en: 'not with the group' },
] as const satisfies readonly Code[]

/** In what kind of house (domain §3.1, VisitDay). */
export const lodgingKinds = [
  { code: 'designated', zh: '定点接待', en: 'designated guesthouse' },
  { code: 'hostel', zh: '机关宿舍', en: 'hostel of an organ' },
  { code: 'hotel', zh: '旅馆', en: 'hotel' },
  { code: 'household', zh: '农家', en: "villagers' home" },
  { code: 'other', zh: '其他', en: 'other' },
] as const satisfies readonly Code[]

/** At which level the hours of a day were worked (R29, R33). */
export const workLevels = [
  { code: 'province', zh: '省级机关', en: 'provincial organs' },
  { code: 'city', zh: '市级', en: 'city' },
  { code: 'county', zh: '县级', en: 'county' },
  { code: 'township', zh: '乡镇', en: 'township' },
  { code: 'village', zh: '村、社区', en: 'village or community' },
] as const satisfies readonly Code[]

/** Why a unit stands in the plan of a round (domain §3.1, VisitPlan). */
export const planReasons = [
  { code: 'gap', zh: '没到过', en: 'coverage gap' },
  { code: 'risk', zh: '问题集中', en: 'many signs of problems' },
  { code: 'deadline', zh: '期限将到', en: 'deadline' },
  { code: 'spotStudy', zh: '蹲点', en: 'spot study' },
  { code: 'returnCheck', zh: '回访', en: 'return check' },
  { code: 'invited', zh: '应邀', en: 'invited' },
  { code: 'order', zh: '组长交办', en: "leader's order" },
] as const satisfies readonly Code[]

/** What kind of place a visit went to (R33). */
export const placeKinds = [
  { code: 'upper', zh: '上级机关', en: 'upper organ' },
  { code: 'own', zh: '本级机关', en: "the unit's own organ" },
  { code: 'frontLine', zh: '基层一线', en: 'front line' },
] as const satisfies readonly Code[]

/** Which side of a unit a site shows (R4). */
export const siteSides = [
  { code: 'front', zh: '前院', en: 'front yard' },
  { code: 'back', zh: '后院', en: 'back yard' },
  { code: 'neutral', zh: '中间', en: 'neither' },
] as const satisfies readonly Code[]

/** Who proposed that a site be seen (R4). */
export const siteProposers = [
  { code: 'host', zh: '对方', en: 'host' },
  { code: 'group', zh: '本组', en: 'group' },
  { code: 'draw', zh: '抽签', en: 'draw' },
  { code: 'masses', zh: '群众', en: 'masses' },
] as const satisfies readonly Code[]

/** Whether what was seen agrees with what was supposed (R6). */
export const observationFits = [
  { code: 'fits', zh: '与预判相符', en: 'fits what was supposed' },
  { code: 'against', zh: '与预判不符', en: 'does not fit' },
  { code: 'neutral', zh: '无关预判', en: 'neither' },
] as const satisfies readonly Code[]

/** What became of a hypothesis (R6). */
export const hypothesisOutcomes = [
  { code: 'kept', zh: '站得住', en: 'holds' },
  { code: 'revised', zh: '有修正', en: 'revised' },
  { code: 'refuted', zh: '被推翻', en: 'refuted' },
] as const satisfies readonly Code[]

/** How the group ate on a visit (R102). */
export const meals = [
  { code: 'none', zh: '没用餐', en: 'none' },
  { code: 'canteen', zh: '食堂', en: 'canteen' },
  { code: 'workMeal', zh: '工作餐', en: 'work meal' },
  { code: 'banquetOffered', zh: '对方设宴，未赴', en: 'banquet offered, declined' },
] as const satisfies readonly Code[]

/** What was done with a gift (R102). */
export const gifts = [
  { code: 'none', zh: '没有', en: 'none' },
  { code: 'refused', zh: '拒收', en: 'refused' },
  { code: 'handedIn', zh: '上交', en: 'handed in' },
] as const satisfies readonly Code[]
