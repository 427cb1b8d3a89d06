/** A utility process for the tests: answers, and ends when it is told to. */
process.parentPort.on('message', ({ data }) => {
  if (data === 'end') process.exit(7)
  void answer(data)
})

async function answer(data: unknown): Promise<void> {
  const electron = await import('electron').then(
    () => 'there',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : 'broken'),
  )
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, no window
  process.parentPort.postMessage({ data, electron, arguments: process.execArgv })
}
