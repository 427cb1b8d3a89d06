/** The scheme and origin of the app's own pages. No other origin is ever loaded. */
export const SCHEME = 'app'
export const ORIGIN = `${SCHEME}://xundu`
