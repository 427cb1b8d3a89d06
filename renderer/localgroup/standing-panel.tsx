import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { localgroupContract } from '#db/localgroup/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatCount, formatDate } from '#renderer/lib/format.ts'
import { NoticeSign } from '#renderer/records/level-signs.tsx'

/** Units shown of those without a group; the rest is said as a number. */
const SHOWN = 200

/** What is missing of local supervision: units without a group, groups that were not met (R28, R47). */
export function StandingPanel({ without }: { readonly without: boolean }) {
  const { t } = useTranslation('localgroup')
  const { data } = useCaseQuery(localgroupContract.standing, {})
  if (!data) return null
  const { unitsWithout, notContacted, differing, roundNo, since } = data
  return (
    <section className="card localgroup-standing" aria-label={t('standing.title')}>
      <div className="localgroup-standing-line">
        {unitsWithout === 0 ? (
          <span>{t('standing.allAssigned')}</span>
        ) : (
          <Link
            from="/units/local-groups"
            to="/units/local-groups"
            search={(now) => ({ ...now, without: without ? undefined : true })}
            className="number-link"
            aria-expanded={without}
          >
            {t('standing.unitsWithout', { n: formatCount(unitsWithout) })}
          </Link>
        )}
        {differing > 0 && <span>{t('standing.differing', { n: formatCount(differing) })}</span>}
        <span className="note">{t('standing.levels')}</span>
      </div>
      {notContacted > 0 && (
        <div className="notice" role="note">
          <span className="notice-mark">
            <NoticeSign />
            {t('common:notice.mark')}
          </span>
          <span>
            {roundNo === null
              ? t('standing.notContactedSince', { n: notContacted, date: formatDate(since) })
              : t('standing.notContacted', { n: notContacted, no: roundNo })}{' '}
            <Link
              from="/units/local-groups"
              to="/units/local-groups"
              search={(now) => ({ ...now, notContacted: true })}
              className="number-link"
            >
              {t('standing.which')}
            </Link>
          </span>
        </div>
      )}
      {without && <Without />}
    </section>
  )
}

function Without() {
  const { t } = useTranslation('localgroup')
  const { data } = useCaseQuery(localgroupContract.unassigned, { limit: SHOWN })
  if (!data) return null
  return (
    <>
      <ul className="localgroup-without" aria-label={t('standing.without')}>
        {data.rows.map(({ id, name, prefectureName }) => (
          <li key={id}>
            <Link to="/units" search={{ open: id }}>
              {name}
            </Link>{' '}
            {prefectureName !== null && prefectureName !== name && (
              <span className="note">{prefectureName}</span>
            )}
          </li>
        ))}
      </ul>
      {data.total > data.rows.length && (
        <p className="note">
          {t('standing.more', { n: formatCount(data.total - data.rows.length) })}
        </p>
      )}
    </>
  )
}
