import { useTranslation } from 'react-i18next'

import { methods } from '#db/kernel/codes.ts'
import { lodgingLevels, siteProposers, siteSides, workLevels } from '#db/kernel/round-codes.ts'
import type { RoundRecord } from '#db/round/contract.ts'
import { countNights, hoursOf } from '#db/round/rules/warnings.ts'
import { formatShare } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'

/** Below this many no share is told: five cannot carry a percentage. */
const LEAST = 5

/** What the round comes to (I02–I07): days, nights, hours, sites and visits, each with its n. */
export function RoundMeasuresPart({ round }: { readonly round: RoundRecord }) {
  const { t } = useTranslation('round')
  return (
    <section className="card" aria-label={t('measures.title')}>
      <header className="round-part-head">
        <h2 className="card-title">{t('measures.title')}</h2>
        <span className="note">{t('measures.own')}</span>
      </header>
      <div className="measure-groups">
        <DayMeasures {...round} />
        <HourMeasures {...round} />
        <VisitMeasures {...round} />
      </div>
    </section>
  )
}

type Part = Pick<RoundRecord, 'measures' | 'parameters'>

function DayMeasures({ measures, parameters }: Part) {
  const { t } = useTranslation('round')
  const word = useCodeWord()
  const { workDays, personDays, nights, cityRun } = measures
  const out = countNights(nights)
  return (
    <>
      <Measure
        title={t('measures.personDays', { n: workDays })}
        rows={workLevels.map(({ code }) => [word(workLevels, code), personDays[code]])}
        all={workDays}
        foot={t('measures.personDaysLimit', {
          county: formatShare(parameters.countyShare),
          township: formatShare(parameters.townshipShare),
        })}
      />
      <Measure
        title={t('measures.nights', { n: out })}
        rows={lodgingLevels
          .filter(({ code }) => code !== 'off')
          .map(({ code }) => [word(lodgingLevels, code), nights[code]])}
        all={out}
        foot={
          cityRun.name === null
            ? t('measures.noCityRun')
            : t('measures.cityRun', {
                name: cityRun.name,
                nights: cityRun.nights,
                limit: parameters.cityRun,
              })
        }
      />
    </>
  )
}

function HourMeasures({ measures }: Part) {
  const { t } = useTranslation('round')
  const word = useCodeWord()
  const { minutes } = measures
  const { masses, leaders } = hoursOf(measures)
  const all = minutes.reduce((sum, each) => sum + each.minutes, 0)
  return (
    <Measure
      title={t('measures.hours', { n: hours(all) })}
      rows={minutes.map((each) => [word(methods, each.method), each.minutes / 60])}
      all={all / 60}
      foot={t('measures.hoursLimit', { masses: hours(masses), leaders: hours(leaders) })}
    />
  )
}

function VisitMeasures({ measures, parameters }: Part) {
  const { t } = useTranslation('round')
  const word = useCodeWord()
  const { sites, visits } = measures
  const sides = (['front', 'back'] as const).map(
    (side) => [word(siteSides, side), sites[side] ?? 0] as const,
  )
  const proposed = siteProposers.map(({ code }) => {
    const who = word(siteProposers, code)
    return [t('measures.proposedBy', { who }), sites[code] ?? 0] as const
  })
  return (
    <>
      <Measure
        title={t('measures.sites', { n: sites['all'] ?? 0 })}
        rows={[...sides, ...proposed]}
        all={sites['all'] ?? 0}
        foot={t('measures.sitesLimit', {
          back: formatShare(parameters.backShare),
          host: formatShare(parameters.hostShare),
        })}
      />
      <Measure
        title={t('measures.visits', { n: visits['all'] ?? 0 })}
        rows={(['unannounced', 'drawn', 'upper', 'formOnly', 'withoutPurpose'] as const).map(
          (key) => [t(`measures.${key}`), visits[key] ?? 0],
        )}
        all={visits['all'] ?? 0}
        foot={t('measures.visitsLimit', {
          unannounced: formatShare(parameters.unannouncedShare),
        })}
      />
    </>
  )
}

function Measure({
  title,
  rows,
  all,
  foot,
}: {
  readonly title: string
  readonly rows: readonly (readonly [name: string, value: number])[]
  readonly all: number
  readonly foot: string
}) {
  return (
    <section className="measure" aria-label={title}>
      <h3>{title}</h3>
      <table>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="measure-bar" aria-hidden="true">
                <span style={{ width: all > 0 ? `${(value / all) * 100}%` : 0 }} />
              </td>
              <td className="record-numeric">{tidy(value)}</td>
              <td className="record-numeric note">
                {all >= LEAST ? formatShare(value / all) : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note">{foot}</p>
    </section>
  )
}

/** To one decimal, for days are shared out by minutes. */
function tidy(value: number): string {
  return String(Math.round(value * 10) / 10)
}

function hours(minutes: number): string {
  return tidy(minutes / 60)
}
