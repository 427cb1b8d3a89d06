import type { Code } from './codes.ts'

/** How soon a thing is put right (R63). */
export const rectKinds = [
  { code: 'atOnce', zh: '立行立改', en: 'at once' },
  { code: 'byDate', zh: '限期整改', en: 'by a date' },
  { code: 'lasting', zh: '长期坚持', en: 'lasting effort' },
] as const satisfies readonly Code[]

/** How a check went to the spot (domain §3.1, Check). */
export const checkMethods = [
  { code: 'onSite', zh: '现场核查', en: 'on site' },
  { code: 'unannounced', zh: '暗访核查', en: 'unannounced' },
  { code: 'household', zh: '入户核查', en: 'household' },
] as const satisfies readonly Code[]

/** How the masses were asked what changed (R67). */
export const massMethods = [
  { code: 'household', zh: '入户问', en: 'at home' },
  { code: 'meeting', zh: '座谈会评议', en: 'round-table' },
  { code: 'questionnaire', zh: '问卷', en: 'questionnaire' },
  { code: 'phone', zh: '电话回访', en: 'by telephone' },
] as const satisfies readonly Code[]

/** What the group does to urge (R54). */
export const measureKinds = [
  { code: 'remind', zh: '提醒', en: 'reminder' },
  { code: 'talk', zh: '约谈', en: 'talk' },
  { code: 'letter', zh: '督办函', en: 'letter of supervision' },
  { code: 'rewrite', zh: '退回重写', en: 'sent back to be rewritten' },
  { code: 'postpone', zh: '暂缓开会', en: 'meeting put off' },
  { code: 'makeUp', zh: '补课', en: 'make-up' },
  { code: 'holdAgain', zh: '责成重开', en: 'meeting to be held again' },
  { code: 'circular', zh: '建议通报', en: 'circular proposed' },
  { code: 'upward', zh: '上报', en: 'reported upward' },
] as const satisfies readonly Code[]

/** What a check saw. */
export const checkResults = [
  { code: 'solved', zh: '已解决', en: 'solved' },
  { code: 'partly', zh: '部分解决', en: 'partly solved' },
  { code: 'not', zh: '没解决', en: 'not solved' },
  { code: 'worse', zh: '更重了', en: 'worse' },
] as const satisfies readonly Code[]

/** How it was learnt that a thing came back. */
export const relapseSources = [
  { code: 'observation', zh: '本组看到', en: 'seen by the group' },
  { code: 'visit', zh: '走访发现', en: 'found on a visit' },
  { code: 'opinion', zh: '群众反映', en: 'said by the masses' },
] as const satisfies readonly Code[]
