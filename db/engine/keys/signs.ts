/** The 32 signs of age keys (BIP 173): none that is taken for another. Five bits each. */
const SIGNS = 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L'

const GENERATOR = [0x3b_6a_57_b2, 0x26_50_8e_6d, 0x1e_a1_19_fa, 0x3d_42_33_dd, 0x2a_14_62_b3]
const CHECKSUM_SIGNS = 6

/** Bytes as signs, the first bit first; zero bits fill up the last sign. */
export function toSigns(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  const fives = bits.match(/.{1,5}/g) ?? []
  return fives.map((five) => SIGNS[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

/** The bytes that signs stand for; undefined where one is no sign. Bits of half a byte are left out. */
export function fromSigns(signs: string): Buffer | undefined {
  const values = Array.from(signs, (sign) => SIGNS.indexOf(sign))
  if (values.includes(-1)) return undefined
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('')
  const eights = bits.match(/.{8}/g) ?? []
  return Buffer.from(eights.map((eight) => Number.parseInt(eight, 2)))
}

/** The six signs that end a Bech32 text with this prefix, in lower case (BIP 173). */
export function checksumOf(prefix: string, signs: string): string {
  const codes = Array.from(prefix, (letter) => letter.codePointAt(0) ?? 0)
  const values = [
    ...codes.map((code) => code >> 5),
    0,
    ...codes.map((code) => code & 31),
    ...Array.from(signs, (sign) => SIGNS.indexOf(sign)),
    ...Array.from({ length: CHECKSUM_SIGNS }, () => 0),
  ]
  const sum = values.reduce(step, 1) ^ 1
  const places = Array.from({ length: CHECKSUM_SIGNS }, (_, at) => 5 * (CHECKSUM_SIGNS - 1 - at))
  return places.map((place) => SIGNS[(sum >> place) & 31]).join('')
}

function step(sum: number, value: number): number {
  const top = sum >> 25
  const shifted = ((sum & 0x1_ff_ff_ff) << 5) ^ value
  return GENERATOR.reduce((all, each, at) => ((top >> at) & 1 ? all ^ each : all), shifted)
}
