import { FileProtectOutlined, LockOutlined, StopOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'

/** Ridges of a far landscape, from the back to the front, in the box 520 × 330. */
const ridges = [
  {
    path: 'M0 178C60 170 110 176 160 212S260 236 330 206 440 128 520 140V330H0Z',
    shade: '#ecebe6',
  },
  {
    path: 'M0 196C50 184 90 208 140 196S230 226 280 248 370 268 420 258 480 212 520 200V330H0Z',
    shade: '#e9e9e5',
  },
  {
    path: 'M0 200C40 214 90 206 140 228S220 206 270 222 340 254 400 272 480 312 520 290V330H0Z',
    shade: '#e4e5e2',
  },
  {
    path: 'M0 204C50 226 100 216 150 232S210 258 250 248 320 232 380 252 440 254 520 320V330H0Z',
    shade: '#dee1e0',
  },
  {
    path: 'M0 300C40 262 90 258 140 252S220 254 270 280 360 262 420 270 480 256 520 272V330H0Z',
    shade: '#d9dddd',
  },
] as const

/** The left of the start page: what the program is, and three facts about where the data stays. */
export function StartPanel() {
  const { t } = useTranslation('start')
  return (
    <aside className="start-panel">
      <h1>{t('panel.name')}</h1>
      <p className="start-panel-kind">{t('panel.kind')}</p>
      <hr />
      <p className="start-panel-purpose">{t('panel.purpose')}</p>
      <ul>
        <li>
          <LockOutlined /> {t('panel.encrypted')}
        </li>
        <li>
          <StopOutlined /> {t('panel.offline')}
        </li>
        <li>
          <FileProtectOutlined /> {t('panel.passphrase')}
        </li>
      </ul>
      <svg
        className="start-hills"
        viewBox="0 0 520 330"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {ridges.map(({ path, shade }) => (
          <path key={shade} d={path} fill={shade} />
        ))}
      </svg>
    </aside>
  )
}
