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
