/** The colours of the drawings. They stand in the marks themselves, so that a saved picture is whole. */
export const ink = {
  text: '#1a2330',
  second: '#3d4a5c',
  note: '#5a6675',
  edge: '#7f8a97',
  line: '#e3e5e6',
  faint: '#f0f0ee',
  accent: '#1f4e79',
  link: '#9db4ca',
  selected: '#f3f6fa',
  card: '#ffffff',
  reason: '#7a4b00',
} as const

/** Families by name: a saved picture takes the first one that its reader has. */
export const fontFamily =
  "'Microsoft YaHei UI', 'Microsoft YaHei', 'PingFang SC', 'Source Han Sans SC', 'Noto Sans CJK SC', sans-serif"
