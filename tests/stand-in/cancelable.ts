/** An event whose default a listener may prevent, with the facts that Electron puts on it. */
export function cancelable<T extends object>(facts: T) {
  let prevented = false
  const event = {
    get defaultPrevented(): boolean {
      return prevented
    },
    preventDefault() {
      prevented = true
    },
  }
  return Object.assign(event, facts)
}
