import type { Code } from './codes.ts'

/**
 * The ten defects of supervision that the notice names, in its own words and order; the code is
 * the clause (R2–R12; R11 holds the two that are named in one breath). `own` is what the group
 * adds for itself (R13).
 */
export const namedDefects = [
  {
    code: 'R2',
    zh: '对中央精神学习不够、研究不够，认识不到位',
    en: 'central spirit not studied enough, not understood enough',
  },
  {
    code: 'R3',
    zh: '对督导工作把握不准、心中无数、指导不力',
    en: 'unsure of the work, no clear picture, weak guidance',
  },
  {
    code: 'R4',
    zh: '看“前庭”和“门面”多，看“后院”和“角落”少',
    en: 'front courts and shop-fronts seen, back yards and corners not',
  },
  {
    code: 'R5',
    zh: '没有深入基层一线，掌握情况不深不透',
    en: 'not at the front line, knowing things only on the surface',
  },
  { code: 'R6', zh: '先入为主、先定调子', en: 'preconceptions, the tune set beforehand' },
  { code: 'R7', zh: '督导标准不高，严不起来', en: 'low standards, not strict' },
  { code: 'R8', zh: '压力传导不到位', en: 'pressure not passed down' },
  { code: 'R9', zh: '对督导单位唱赞歌多', en: 'songs of praise for the units' },
  {
    code: 'R10',
    zh: '不愿当“包公”、不敢唱“黑脸”',
    en: 'unwilling to be the stern judge, afraid to show a stern face',
  },
  {
    code: 'R11',
    zh: '发现问题不点明提醒、不及时纠正',
    en: 'problems found, but not pointed out and not corrected in time',
  },
  { code: 'own', zh: '本组自己查出的', en: 'found by the group itself' },
] as const satisfies readonly Code[]
