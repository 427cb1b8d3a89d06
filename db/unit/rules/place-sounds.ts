import { customPinyin } from 'pinyin-pro'

/**
 * Places whose names are read otherwise than their characters usually are (审定 readings of the
 * 《中华人民共和国政区标准地名图集》), as far as the library does not know them.
 */
const readings: Readonly<Record<string, string>> = {
  单县: 'shàn xiàn',
  浚县: 'xùn xiàn',
  洪洞: 'hóng tóng',
  大埔: 'dà bù',
  六合: 'lù hé',
  歙县: 'shè xiàn',
  涡阳: 'guō yáng',
  蔚县: 'yù xiàn',
  乐亭: 'lào tíng',
  泌阳: 'bì yáng',
  尉犁: 'yù lí',
  吴堡: 'wú bǔ',
  筠连: 'jūn lián',
  解州: 'xiè zhōu',
  繁峙: 'fán shì',
  乐陵: 'lào líng',
  黄陂: 'huáng pí',
  什邡: 'shí fāng',
  宕昌: 'tàn chāng',
  珲春: 'hún chūn',
  穆棱: 'mù líng',
  都兰: 'dū lán',
  喀什: 'kā shí',
  乐清: 'yuè qīng',
  郫都: 'pí dū',
}

/** Teaches the library how these places are called; once is enough. */
export function learnPlaceSounds(): void {
  customPinyin({ ...readings })
}
