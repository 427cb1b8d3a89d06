/** The letters that a spreadsheet gives a column counted from 0: A, B, … Z, AA. */
export function columnLetters(column: number): string {
  const above = Math.floor(column / 26)
  return (above === 0 ? '' : columnLetters(above - 1)) + String.fromCodePoint(65 + (column % 26))
}
