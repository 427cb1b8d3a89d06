import type { DefectState } from '#db/defect/contract.ts'

/** When this group met which local group; the last one was not met in the third round. */
export const practiceContacts = [
  { group: 0, heldOn: '2014-04-03', kind: 'briefing', note: '通报本组安排，听两个月情况。' },
  { group: 0, heldOn: '2014-06-09', kind: 'jointVisit', note: '一同到两个县的窗口，不打招呼。' },
  { group: 1, heldOn: '2014-04-10', kind: 'training', note: '讲材料审核的标准，逐份对照。' },
  { group: 1, heldOn: '2014-06-12', kind: 'reReview', note: '抽4份已通过的对照检查材料。' },
  { group: 2, heldOn: '2014-06-05', kind: 'briefing', note: '通报走访中看到的三类问题。' },
  { group: 3, heldOn: '2014-05-08', kind: 'briefing', note: '听情况，约定每周报一次。' },
] as const

/** Questions to a local group, what it told, and what this group saw afterwards. */
export const practiceAnswers = [
  {
    question: '县政务大厅午间有没有人值守？',
    answer: '各窗口都排了午间班。',
    seen: '12时40分只有2个窗口有人，其余挂“午休”牌。',
    matches: 'no',
    nature: 'papers',
    what: '午间值班表',
  },
  {
    question: '县委书记的联系点去过几次？',
    answer: '去过三次，住了一晚。',
    seen: '村里记录和群众说法都是三次。',
    matches: 'yes',
    nature: 'masses',
    what: '到村里问联系点的情况',
  },
  {
    question: '清退的公务用房腾出来没有？',
    answer: '全部腾退。',
    seen: '四处腾退三处，一处仍放着办公桌。',
    matches: 'partly',
    nature: 'effect',
    what: '腾退的房子',
  },
  {
    question: '专题学习有没有开展讨论？',
    answer: '每次都有讨论和记录。',
    seen: '抽三名干部，都能说出自己讲了什么。',
    matches: 'yes',
    nature: 'meeting',
    what: '学习会开没开',
  },
  {
    question: '征求意见有没有到村组？',
    answer: '到了所有村组。',
    seen: '走的两个村都开过会，会上有群众代表。',
    matches: 'yes',
    nature: 'procedure',
    what: '征求意见的程序',
  },
] as const

type PracticeDefect = {
  readonly code: 'R4' | 'R9' | 'R11'
  readonly seenOn: string
  readonly what: string
  readonly place: string
  readonly measure: string
  readonly dueOn: string | null
  readonly evidence: string
  readonly state: DefectState
  /** Places in the list of members. */
  readonly owner: number | null
  readonly closer: number
  readonly states: readonly DefectState[]
}

/** Three defects of the group itself: one closed by another member, one owned, one only seen. */
export const practiceDefects: readonly [PracticeDefect, ...PracticeDefect[]] = [
  {
    code: 'R11',
    seenOn: '2014-04-18',
    what: '第一轮查到的两个问题，过了12天才向县委书记点明。',
    place: '本组例会',
    measure: '查到的问题三天内当面点明，联络员每天对一遍。',
    dueOn: '2014-05-12',
    evidence: '5月的14个问题都在三天内点明，有提醒记录。',
    state: 'closed',
    owner: 3,
    closer: 2,
    states: ['seen', 'owned', 'corrected', 'closed'],
  },
  {
    code: 'R4',
    seenOn: '2014-05-20',
    what: '第二轮去的点里，一多半是对方安排的大厅和展室。',
    place: '本组自查',
    measure: '每到一县，先抽签定两处“后院”和“角落”，再看对方安排的点。',
    dueOn: '2014-06-20',
    evidence: '',
    state: 'owned',
    owner: 0,
    closer: 2,
    states: ['seen', 'owned'],
  },
  {
    code: 'R9',
    seenOn: '2014-06-16',
    what: '给一个县的反馈初稿，成绩写了七条，问题只有一条。',
    place: '反馈稿讨论会',
    measure: '',
    dueOn: null,
    evidence: '',
    state: 'seen',
    owner: null,
    closer: 2,
    states: ['seen'],
  },
]
