import type { ThemeConfig } from 'antd'

const ink = '#1a2330'
const ink3 = '#5a6675'
const line = '#e3e5e6'
const edge = '#7f8a97'
const accent = '#1f4e79'
const tint = '#e6edf4'

/** The look of every antd component; the same values stand in theme.css as CSS variables. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: accent,
    colorLink: accent,
    colorInfo: accent,
    colorSuccess: accent,
    colorError: '#9b1c1c',
    colorWarning: '#7a4b00',
    colorText: ink,
    colorTextSecondary: '#3d4a5c',
    colorTextTertiary: ink3,
    colorTextDescription: ink3,
    colorTextPlaceholder: ink3,
    colorTextDisabled: ink3,
    colorBgLayout: '#f6f5f1',
    colorBorder: edge,
    colorBorderSecondary: line,
    colorSplit: line,
    controlItemBgActive: tint,
    controlItemBgActiveHover: tint,
    borderRadius: 4,
    borderRadiusLG: 6,
    fontSize: 14,
    fontFamily: 'var(--sans)',
    fontFamilyCode: 'var(--mono)',
    controlHeight: 32,
    controlHeightSM: 28,
    lineWidthFocus: 2,
    motion: false,
  },
  components: {
    Table: { headerBg: '#fff', headerColor: ink3, cellPaddingBlockSM: 5, cellFontSizeSM: 13 },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Form: { labelColor: '#3d4a5c', verticalLabelPadding: '0 0 4px' },
    Tree: { titleHeight: 30, nodeSelectedBg: tint },
  },
}
