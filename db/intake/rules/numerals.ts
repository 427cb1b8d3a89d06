const DIGITS = '〇一二三四五六七八九'
const NUMERAL = /[〇一二三四五六七八九十廿卅○零]/
/** What the digit nought of a year is typed as: a letter, a circle, a Greek letter. */
const NOUGHT = /(?<=[〇一二三四五六七八九])[OoＯ○零◯ΟО0](?=[〇一二三四五六七八九OoＯ○零◯ΟО0年])/g

/** Chinese numerals of a date as western digits: 二〇一四年三月二十一日 → 2014年3月21日. */
export function numeralsToDigits(text: string): string {
  if (!NUMERAL.test(text)) return text
  return text
    .replaceAll(NOUGHT, '〇')
    .replaceAll(/廿/g, '二十')
    .replaceAll(/卅/g, '三十')
    .replaceAll(/([一二三]?)十([一二三四五六七八九]?)/g, (_whole, tens: string, ones: string) => {
      const ten = tens === '' ? 1 : DIGITS.indexOf(tens)
      return String(ten * 10 + (ones === '' ? 0 : DIGITS.indexOf(ones)))
    })
    .replaceAll(/[〇一二三四五六七八九]/g, (digit) => String(DIGITS.indexOf(digit)))
}
