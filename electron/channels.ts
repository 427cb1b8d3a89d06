/** The three channels between the window and main. */
export const CHANNELS = {
  /** Calls of the open case file; main relays them and reads nothing. */
  call: 'xundu:call',
  /** Calls of the machine. */
  shell: 'xundu:shell',
  /** What main tells the window without being asked. */
  event: 'xundu:event',
} as const
