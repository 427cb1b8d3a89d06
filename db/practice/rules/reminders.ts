/** A find that is this old was pointed out in the practice case, but for a few that were missed. */
const POINTED_OUT_BEFORE = '2014-06-26'

/** Whether the group of the practice case has pointed out its problem number `no`. */
export function wasPointedOut(no: number, foundOn: string): boolean {
  return foundOn < POINTED_OUT_BEFORE && no % 29 !== 7
}

const wordings = [
  '这件事不是个别人的态度问题，是没人管。请在班子会上说清楚，哪天改完、谁负责。',
  '群众跑了几趟，账要算到单位头上。先把窗口的人补上，再说办法。',
  '不要等我们走了再改。现在就改得了的，今天就改。',
  '材料上写的和我们看到的对不上，请按看到的重新查。',
] as const
const answers = [
  '承认有这件事，当场叫人来改。',
  '说马上查，一周内回话。',
  '认账，请求宽限几天。',
  '',
] as const

/** How the group pointed a problem out: how many days after the find, in which words. */
export function practiceReminder(no: number) {
  return {
    after: no % 3,
    mode: no % 5 === 0 ? ('letter' as const) : ('face' as const),
    wording: wordings[no % wordings.length] ?? wordings[0],
    place: no % 5 === 0 ? '' : '单位会议室',
    response: answers[no % answers.length] ?? '',
  }
}
