import type { Analysis } from './use-analysis.ts'
import { warningWords } from './warning-words.ts'

/** What to bear in mind before the chart is believed, each with the way to make up for it. */
export function WarningPanel({ analysis }: { readonly analysis: Analysis }) {
  const { answer, speaker } = analysis
  const { t } = speaker
  if (answer.warnings.length === 0) return null
  return (
    <section className="card side-card" aria-labelledby="warnings-title">
      <h2 id="warnings-title" className="card-title">
        {t('bias.heading', { number: answer.warnings.length })}
      </h2>
      <ul>
        {answer.warnings.map((warning) => {
          const words = warningWords(warning, speaker)
          return (
            <li key={`${words.code} ${words.problemType ?? ''}`} className="bias">
              <div className="bias-head">
                <span className="bias-mark">
                  <WarningSign />
                  {t('bias.note')}
                </span>
                <span className="bias-title">{words.title}</span>
                <span className="bias-code">
                  {words.code}{' '}
                  {words.problemType === null
                    ? t('bias.all')
                    : t('bias.touches', { type: speaker.typeCode(words.problemType) })}
                </span>
              </div>
              <p>{words.sentence}</p>
              <p className="bias-remedy">{t('bias.remedy', { remedy: words.remedy })}</p>
            </li>
          )
        })}
      </ul>
      <p className="note bias-foot">{t('bias.printed')}</p>
    </section>
  )
}

function WarningSign() {
  return (
    <svg
      width="12"
      height="12"
      viewBox="0 0 12 12"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
      aria-hidden="true"
    >
      <path d="M6 1.2l5 9.3H1z" />
      <path d="M6 4.4v3M6 8.6v1" />
    </svg>
  )
}
