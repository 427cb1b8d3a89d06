import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'

/** Keys of the whole program and of its lists and forms, by topic. */
const groups = [
  {
    topic: 'everywhere',
    keys: [
      ['search', ['Ctrl', 'K']],
      ['go', ['Alt', '2…6 0']],
      ['lock', ['Ctrl', 'L']],
      ['undo', ['Ctrl', 'Z']],
      ['back', ['Alt', '←']],
      ['keys', ['Ctrl', '/']],
      ['close', ['Esc']],
    ],
  },
  {
    topic: 'list',
    keys: [
      ['walk', ['↑', '↓']],
      ['open', ['Enter']],
      ['new', ['Ctrl', 'N']],
      ['filter', ['Ctrl', 'F']],
    ],
  },
  {
    topic: 'form',
    keys: [
      ['saveNext', ['Ctrl', 'Enter']],
      ['saveDraft', ['Ctrl', 'S']],
      ['result', ['1', '2', '3']],
      ['nextError', ['F8']],
    ],
  },
  {
    topic: 'analysis',
    keys: [
      ['table', ['T']],
      ['sentence', ['S']],
    ],
  },
] as const

/** The list of keys, on Ctrl+/. */
export function ShortcutsDialog({
  open,
  onClose,
}: {
  readonly open: boolean
  readonly onClose: () => void
}) {
  const { t } = useTranslation('shell')
  return (
    <Modal title={t('keys.title')} open={open} onCancel={onClose} footer={null} width={640}>
      <div className="keys-groups">
        {groups.map(({ topic, keys }) => (
          <section key={topic}>
            <h3 className="note">{t(`keys.${topic}.title`)}</h3>
            <dl>
              {keys.map(([name, caps]) => (
                <div key={name} className="keys-row">
                  <dt>{t(`keys.${topic}.${name}`)}</dt>
                  <dd>
                    {caps.map((cap) => (
                      <kbd key={cap} className="key-cap">
                        {cap}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
