type Row = readonly string[]

const LONGEST_HEAD = 40

/** Whether a cell may be one of a head: short words, or years that columns are named by. */
export function isHeadCell(cell: string, column: number): boolean {
  if (cell === '') return true
  if (cell.length > LONGEST_HEAD || /[。！？；]$/.test(cell)) return false
  if (/^(?:19|20)\d{2}年?$/.test(cell)) return column > 0
  return !isFigure(cell) && !isDate(cell)
}

function isFigure(cell: string): boolean {
  return /^[-+]?[\d.,]+\s*%?$/.test(cell.normalize('NFKC'))
}

function isDate(cell: string): boolean {
  return /^\d{4}[年./-]\d{1,2}[月./-]\d{1,2}|^\d{1,2}月\d{1,2}[日号]/.test(cell)
}

const COUNTED = /^[甲乙丙丁戊己庚辛壬癸]$/

/** Whether a row numbers the columns, as statistical tables do under their head: 甲 乙 1 2 3. */
export function isColumnIndex(row: Row): boolean {
  const filled = row.filter((cell) => cell !== '')
  if (filled.length < 3 || filled.length < row.length / 2) return false
  const figures = filled.filter((cell) => !COUNTED.test(cell)).map(bareNumber)
  const first = figures[0] ?? 1
  return first === 1 && figures.every((figure, at) => figure === first + at)
}

function bareNumber(cell: string): number {
  const digits = /^\(?(\d{1,3})\)?$/.exec(cell.normalize('NFKC'))
  return digits ? Number(digits[1]) : Number.NaN
}

const NOTE =
  /^[*※]?\s*[(（【[]?\s*(注|备注|附注|说明|填表说明|填报说明|资料来源|数据来源|来源)\s*\d*\s*[】\]）)]?\s*[:：.、]/

/** Whether a row is a note on the table, such as 注:… or 数据来源:… */
export function isNote(row: Row): boolean {
  const filled = new Set(row.filter((cell) => cell !== ''))
  return filled.size === 1 && NOTE.test([...filled][0] ?? '')
}

/** Whether a row only remarks on the table: a note, or units in brackets or after 单位. */
export function isRemark(row: Row): boolean {
  const filled = row.filter((cell) => cell !== '')
  return isNote(row) || filled.every((cell) => /^[(（].*[)）]$|^(计量)?单位[:：]/.test(cell))
}

const LABELS =
  /^(填报|填表|报送|制表|审核|审批|负责|联系|统计|截止|截至|报告|编制|督导|被督导|分管|单位|日期|时间|电话|表号|编号|页码|第\s*\d+\s*页)[^:：]{0,10}[:：]/

/** Whether a row signs or dates the sheet: 填报单位:… 填表人:… 日期:… */
export function isLabelled(row: Row): boolean {
  const filled = row.filter((cell) => cell !== '')
  return filled.some((cell) => LABELS.test(cell)) && filled.every(isLabelOrValue)
}

/** A label with its value in one cell, or the value that stands beside it. */
function isLabelOrValue(cell: string): boolean {
  return /[:：]/.test(cell) || /^[\d年月日./\-\s]+$/.test(cell)
}
