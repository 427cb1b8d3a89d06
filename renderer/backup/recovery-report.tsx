import { useTranslation } from 'react-i18next'

import type { Recovery } from '#db/backup/contract.ts'
import { formatCount, formatDateTime } from '#renderer/lib/format.ts'
import { explainReason } from '#renderer/lib/words.ts'

/** What one opening found out and did, in plain words, the good news first. */
export function RecoveryReport({ recovery }: { readonly recovery: Recovery }) {
  const { t } = useTranslation('backup')
  const { rebuilt, kept, changesets, copied, damages, left, leftCount } = recovery
  const { altered, orphans, foreign, whose, attachments } = recovery
  const shown = formatCount
  return (
    <ul className="backup-lines">
      {rebuilt && <li>{t('recovery.rebuilt')}</li>}
      {changesets > 0 && <BackLine recovery={recovery} />}
      {changesets > 0 && (
        <li>
          {t('recovery.whose', {
            list: whose
              .map(({ name, changesets: n }) =>
                t('recovery.one', { name: name || t('recovery.unknown'), n: shown(n) }),
              )
              .join(t('recovery.and')),
          })}
        </li>
      )}
      {copied > 0 && <li>{t('recovery.copied', { n: shown(copied) })}</li>}
      {damages > 0 && <li>{t('recovery.damages', { n: shown(damages) })}</li>}
      {foreign > 0 && <li>{t('recovery.foreign', { n: shown(foreign) })}</li>}
      {altered > 0 && <li>{t('recovery.altered', { n: shown(altered) })}</li>}
      {orphans > 0 && <li>{t('recovery.orphans', { n: shown(orphans) })}</li>}
      {leftCount > 0 && (
        <li>
          {t('recovery.left', { n: shown(leftCount) })}
          <ul>
            {left.map(({ seq, code }) => (
              <li key={`${seq} ${code}`}>
                {t('recovery.leftOne', { seq, why: explainReason({ code }) })}
              </li>
            ))}
          </ul>
        </li>
      )}
      {attachments.length > 0 && (
        <li>{t('recovery.attachments', { names: attachments.join(t('recovery.and')) })}</li>
      )}
      {kept.length > 0 && <li>{t('recovery.kept', { names: kept.join(t('recovery.and')) })}</li>}
    </ul>
  )
}

/** How much came back, and of when. */
function BackLine({ recovery }: { readonly recovery: Recovery }) {
  const { t } = useTranslation('backup')
  const { changesets, changes, from, to } = recovery
  const counts = { n: formatCount(changesets), changes: formatCount(changes) }
  if (from === null || to === null) return <li>{t('recovery.back', counts)}</li>
  const span = { from: formatDateTime(from), to: formatDateTime(to) }
  return (
    <li>
      {span.from === span.to
        ? t('recovery.backAt', { ...counts, from: span.from })
        : t('recovery.backFrom', { ...counts, ...span })}
    </li>
  )
}
