import type { Code } from './codes.ts'

/** Who said an opinion (domain §2.6). The first three are the kinds that R49 names. */
export const speakerKinds = [
  { code: 'V01', zh: '干部职工', en: 'cadres and staff' },
  { code: 'V02', zh: '服务对象', en: 'people the unit serves' },
  { code: 'V03', zh: '基层群众', en: 'masses at the primary level' },
  { code: 'V04', zh: '管理对象', en: 'people and firms it regulates' },
  { code: 'V05', zh: '班子成员', en: 'leading team' },
  { code: 'V06', zh: '中层干部', en: 'middle-level cadres' },
  { code: 'V07', zh: '下属单位负责人', en: 'heads of subordinate units' },
  { code: 'V08', zh: '普通党员', en: 'ordinary Party members' },
  { code: 'V09', zh: '离退休干部', en: 'retired cadres' },
  { code: 'V10', zh: '“两代表一委员”', en: 'delegates, deputies, CPPCC members' },
  { code: 'V11', zh: '企业负责人、个体工商户', en: 'heads of firms, self-employed' },
  { code: 'V12', zh: '信访人', en: 'petitioners' },
  { code: 'V13', zh: '学生、家长、患者等', en: 'students, parents, patients' },
  { code: 'V14', zh: '其他机关提供', en: 'supplied by other bodies' },
] as const satisfies readonly Code[]

/** How an opinion reached the group (domain §2.6). */
export const channels = [
  { code: 'CH1', zh: '面对面', en: 'face to face' },
  { code: 'CH2', zh: '背靠背', en: 'back to back' },
  { code: 'CH3', zh: '座谈发言', en: 'spoken at a round table' },
  { code: 'CH4', zh: '书面、征求意见表', en: 'in writing, opinion form' },
  { code: 'CH5', zh: '问卷、测评表', en: 'questionnaire, ballot' },
  { code: 'CH6', zh: '来信、来电、来访', en: 'letter, call, visit' },
  { code: 'CH7', zh: '网络、短信', en: 'online, text message' },
  { code: 'CH8', zh: '意见箱', en: 'opinion box' },
  { code: 'CH9', zh: '转述', en: 'relayed by another' },
  { code: 'CH10', zh: '单位汇总', en: 'summary made by the unit' },
] as const satisfies readonly Code[]

/** How near an opinion is to its speaker (R30). */
export const opinionDirectnesses = [
  { code: 'direct', zh: '直接听取', en: 'heard directly' },
  { code: 'writtenBySpeaker', zh: '本人书写', en: 'written by the speaker' },
  { code: 'relayed', zh: '他人转述', en: 'relayed' },
  { code: 'unitSummary', zh: '单位汇总', en: 'summed up by the unit' },
] as const satisfies readonly Code[]

/** What changed, as the speaker sees it (R46, R67). */
export const changes = [
  { code: 'changed', zh: '有变化', en: 'changed' },
  { code: 'partly', zh: '有一些变化', en: 'changed in part' },
  { code: 'not', zh: '没变化', en: 'not changed' },
  { code: 'worse', zh: '更差了', en: 'worse' },
] as const satisfies readonly Code[]

/** What an opinion is meant as. */
export const intents = [
  { code: 'problem', zh: '问题', en: 'problem' },
  { code: 'praise', zh: '肯定', en: 'praise' },
  { code: 'suggestion', zh: '建议', en: 'suggestion' },
  { code: 'help', zh: '求助', en: 'request for help' },
] as const satisfies readonly Code[]

/** Why words are masked where others read them (domain §1.5(5)). */
export const redactionReasons = [
  { code: 'speaker', zh: '认得出说话人', en: 'identifies the speaker' },
  { code: 'thirdPerson', zh: '说到旁人', en: 'about a third person' },
  { code: 'secret', zh: '涉密', en: 'secret' },
] as const satisfies readonly Code[]
