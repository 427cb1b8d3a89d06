/** A type of problem that ships with the product. Groups may add their own (domain §2.4.4). */
export type ShippedProblemType = {
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly brief: string
  readonly wind: 'F1' | 'F2' | 'F3' | 'F4' | null
}

/**
 * The 21 special rectification tasks (central notice of August 2014) with the suggested wind of
 * each, and the four winds themselves for what no task names. `brief` heads a matrix column.
 */
export const shippedProblemTypes: readonly ShippedProblemType[] = [
  {
    code: 'T01',
    zh: '文山会海、检查评比泛滥',
    en: 'mountains of papers, seas of meetings, inspections and contests',
    brief: '文山会海',
    wind: 'F1',
  },
  {
    code: 'T02',
    zh: '门难进、脸难看、事难办',
    en: 'doors hard to enter, faces hard to look at, matters hard to settle',
    brief: '门难进',
    wind: 'F2',
  },
  {
    code: 'T03',
    zh: '公款送礼、公款吃喝、奢侈浪费',
    en: 'gifts, dining and waste at public expense',
    brief: '公款吃喝',
    wind: 'F4',
  },
  {
    code: 'T04',
    zh: '超标配备公车、多占办公用房、新建滥建楼堂馆所',
    en: 'cars, offices and buildings beyond the standard',
    brief: '公车用房',
    wind: 'F4',
  },
  {
    code: 'T05',
    zh: '“三公”经费开支过大',
    en: 'excessive spending on the three public expenses',
    brief: '三公经费',
    wind: 'F4',
  },
  {
    code: 'T06',
    zh: '“形象工程”和“政绩工程”',
    en: 'image projects and achievement projects',
    brief: '形象工程',
    wind: 'F1',
  },
  {
    code: 'T07',
    zh: '侵害群众利益行为',
    en: "acts harming the masses' interests",
    brief: '侵害利益',
    wind: 'F2',
  },
  {
    code: 'T08',
    zh: '“会所中的歪风”',
    en: 'the evil wind of club-houses',
    brief: '会所歪风',
    wind: 'F3',
  },
  {
    code: 'T09',
    zh: '培训中心的腐败浪费',
    en: 'corruption and waste in training centres',
    brief: '培训中心',
    wind: 'F4',
  },
  {
    code: 'T10',
    zh: '奢华浪费建设',
    en: 'luxurious and wasteful construction',
    brief: '奢华建设',
    wind: 'F4',
  },
  {
    code: 'T11',
    zh: '“裸官”问题',
    en: 'officials whose families have emigrated',
    brief: '裸官',
    wind: null,
  },
  { code: 'T12', zh: '干部“走读”', en: 'commuting cadres', brief: '干部走读', wind: 'F2' },
  { code: 'T13', zh: '“吃空饷”', en: 'ghost payroll', brief: '吃空饷', wind: null },
  {
    code: 'T14',
    zh: '收“红包”及购物卡',
    en: 'red packets and shopping cards',
    brief: '红包卡',
    wind: 'F3',
  },
  {
    code: 'T15',
    zh: '党员干部参赌涉赌',
    en: 'gambling by members and cadres',
    brief: '参赌涉赌',
    wind: 'F3',
  },
  {
    code: 'T16',
    zh: '领导干部参加天价培训',
    en: 'leaders in sky-priced training',
    brief: '天价培训',
    wind: 'F3',
  },
  {
    code: 'T17',
    zh: '党政领导干部企业兼职',
    en: 'leading cadres holding enterprise posts',
    brief: '企业兼职',
    wind: null,
  },
  {
    code: 'T18',
    zh: '群众办事难',
    en: 'difficulty of getting things done',
    brief: '办事难',
    wind: 'F2',
  },
  {
    code: 'T19',
    zh: '乱收费、乱罚款、乱摊派',
    en: 'arbitrary fees, fines and levies',
    brief: '乱收费',
    wind: 'F2',
  },
  {
    code: 'T20',
    zh: '落实惠民政策缩水走样',
    en: 'benefit policies shrunk and distorted',
    brief: '惠民走样',
    wind: 'F2',
  },
  {
    code: 'T21',
    zh: '拖欠群众钱款、克扣群众财物',
    en: "arrears and docking of the masses' money",
    brief: '拖欠克扣',
    wind: 'F2',
  },
  {
    code: 'F1',
    zh: '形式主义（未列入专项）',
    en: 'formalism outside the 21 tasks',
    brief: '形式主义',
    wind: 'F1',
  },
  {
    code: 'F2',
    zh: '官僚主义（未列入专项）',
    en: 'bureaucratism outside the 21 tasks',
    brief: '官僚主义',
    wind: 'F2',
  },
  {
    code: 'F3',
    zh: '享乐主义（未列入专项）',
    en: 'hedonism outside the 21 tasks',
    brief: '享乐主义',
    wind: 'F3',
  },
  {
    code: 'F4',
    zh: '奢靡之风（未列入专项）',
    en: 'extravagance outside the 21 tasks',
    brief: '奢靡之风',
    wind: 'F4',
  },
]
