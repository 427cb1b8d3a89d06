import { useTranslation } from 'react-i18next'

import { identifyingMarks } from '#db/informant/rules.ts'

/** Says that a text seems to hold what tells a person. It hinders nothing. */
export function IdentityHint({ texts }: { readonly texts: readonly string[] }) {
  const { t } = useTranslation('informant')
  const marks = identifyingMarks(texts.join('\n'))
  return (
    <div role="status">
      {marks.length > 0 && (
        <p className="start-caution">
          {t('hint.text', {
            marks: marks.map((mark) => t(`hint.${mark}`)).join(t('common:listComma')),
          })}
        </p>
      )}
    </div>
  )
}
