const LEVEL_BY_ENDING: readonly (readonly [ending: RegExp, level: string, kind: string])[] = [
  [/(省|自治区|特别行政区)$/, '10', 'K01'],
  [/兵团$/, '15', 'K01'],
  [/(乡|镇|街道|苏木)$/, '40', 'K06'],
  [/(村|社区|居委会|村委会)$/, '50', 'K07'],
  [/(县|区|旗)$/, '30', 'K01'],
  [/(市|州|盟|地区)$/, '20', 'K01'],
  [/支部$/, '60', 'K02'],
  [/(大学|学院)$/, '11', 'K09'],
  [/(医院|中学|小学|学校|卫生院)$/, '31', 'K05'],
  [/(公司|集团|厂)$/, '31', 'K08'],
  [/(中心|窗口|大厅)$/, '31', 'K04'],
  [/(委|部|厅|局|办|院|署)$/, '31', 'K02'],
]

/** Level and kind that a unit's name suggests where a ledger states none. */
export function guessStanding(name: string): { readonly level: string; readonly kind: string } {
  const found = LEVEL_BY_ENDING.find(([ending]) => ending.test(name))
  return found ? { level: found[1], kind: found[2] } : { level: '31', kind: 'K02' }
}
