import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown, type MenuProps } from 'antd'

import type { Speaker } from './speaker.ts'
import type { ExportKind } from './use-exports.ts'

const kinds: readonly (ExportKind | 'copySentence' | 'page' | 'line')[] = [
  'copyPicture',
  'copyTable',
  'copySentence',
  'line',
  'savePng',
  'saveSvg',
  'saveTable',
  'line',
  'page',
]

/** All that can be copied, saved and printed; says beforehand that files are not encrypted. */
export function ExportMenu({
  speaker,
  types,
  onExport,
  onSentence,
  onPage,
}: {
  readonly speaker: Speaker
  readonly types: number
  readonly onExport: (kind: ExportKind) => void
  readonly onSentence: (() => void) | undefined
  readonly onPage: () => void
}) {
  const { t } = speaker
  const items = kinds.flatMap((kind, index): NonNullable<MenuProps['items']> => {
    if (kind === 'line') return [{ type: 'divider', key: `line ${index}` }]
    if (kind === 'copySentence' && !onSentence) return []
    return [{ key: kind, label: t(`export.${kind}`), onClick: () => step(kind) }]
  })

  function step(kind: ExportKind | 'copySentence' | 'page') {
    if (kind === 'copySentence') onSentence?.()
    else if (kind === 'page') onPage()
    else onExport(kind)
  }

  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          {
            type: 'group',
            key: 'what',
            label: t('export.what', { number: types }),
            children: items,
          },
        ],
      }}
    >
      <Button size="small" icon={<DownOutlined />} iconPlacement="end">
        {t('export.button')}
      </Button>
    </Dropdown>
  )
}
