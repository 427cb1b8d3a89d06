/** No secret: the practice case holds a province that does not exist. */
export const PRACTICE_PASSPHRASE = '演练案卷不设防'
