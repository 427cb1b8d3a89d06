import type { RectState } from '#db/rectification/records.ts'

const measures = [
  ['窗口午间轮班，排班表上墙', '连看三天，午间随到随办'],
  ['公开办事指南，一次告知', '问十名群众，都说一次说清'],
  ['清理不在岗人员，停发工资', '名册与到岗逐人核对一致'],
  ['退还多收费用，公开收费标准', '抽查二十户，都已退清'],
] as const
const owners = ['周明', '何立群', '陈开山', '杨素琴', '罗永年'] as const

/** What a unit of the practice case means to do, who answers for it and how one can tell. */
export function practiceMeasure(no: number) {
  const [measure, test] = measures[no % measures.length] ?? measures[0]
  return { measure, test, ownerName: owners[no % owners.length] ?? owners[0] }
}

/** What is to be reached first of each measure that has a date. */
export const firstAim = '责任到人，向群众公开时限'

/** How far an item has come, and whether its problem was struck off or came back since. */
export type Journey = {
  readonly to: RectState
  readonly extended?: true
  readonly struckOff?: true
}

/** Where no visit went again: what the unit says of itself is all there is. */
const unseen: readonly Journey[] = [
  { to: 'drafted' },
  { to: 'claimed' },
  { to: 'underWay' },
  { to: 'underWay', extended: true },
  { to: 'reportedDone' },
  { to: 'underWay' },
]

/** Where a visit went again: most is solved, some only in part, and some came back. */
const seen: readonly Journey[] = [
  { to: 'done', struckOff: true },
  { to: 'done', struckOff: true },
  { to: 'returned' },
  { to: 'done', struckOff: true },
  { to: 'beingChecked' },
  { to: 'relapsed', struckOff: true },
  { to: 'done' },
]

/** The journey of the item at a place of the list, by whether a visit could check it. */
export function practiceJourney(at: number, visited: boolean): Journey {
  const journeys = visited ? seen : unseen
  return journeys[at % journeys.length] ?? { to: 'drafted' }
}

/** What was said and seen on the way. */
export const wayWords = {
  report: '已按措施办完，有照片和排班表。',
  solved: '没打招呼去看，午间有人，问了在场的人，都说改了。',
  partly: '排班表贴出来了，午间仍空了半小时。',
  masses: '比原来好，午间能办了。',
  closing: '现场看到改了，群众认可，已公示七天。',
  relapse: '又有两位群众来说，午间敲门没人应。',
  extension: '改造要等设备到货',
  place: '办事大厅公示栏',
  audience: '前来办事的群众',
} as const
