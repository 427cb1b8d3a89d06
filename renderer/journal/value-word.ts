import { useTranslation } from 'react-i18next'

import type { RowChange } from '#db/journal/contract.ts'
import {
  type Code,
  contactKinds,
  matchWords,
  memberRoles,
  methods,
  natures,
  notices,
  personParts,
  problemSources,
  results,
  selections,
  severities,
  unitKinds,
  unitLevels,
  winds,
} from '#db/kernel/codes.ts'
import {
  gifts,
  hypothesisOutcomes,
  lodgingKinds,
  lodgingLevels,
  meals,
  observationFits,
  placeKinds,
  planReasons,
  siteProposers,
  siteSides,
} from '#db/kernel/round-codes.ts'
import { namedDefects } from '#db/kernel/named-defects.ts'
import { formatDate, formatFullTime } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'

type Value = RowChange['fields'][number]['from']

const LISTS: Readonly<Record<string, readonly Code[]>> = {
  level: unitLevels,
  kind: unitKinds,
  wind: winds,
  method: methods,
  nature: natures,
  notice: notices,
  selection: selections,
  result: results,
  severity: severities,
  source: problemSources,
  part: personParts,
  role: memberRoles,
  // Reasons in words are told as they are: they stand in no list.
  reason: planReasons,
  lodgingLevel: lodgingLevels,
  lodgingKind: lodgingKinds,
  placeKind: placeKinds,
  side: siteSides,
  proposedBy: siteProposers,
  meal: meals,
  gift: gifts,
  fit: observationFits,
  outcome: hypothesisOutcomes,
  matches: matchWords,
}
/** Fields whose list depends on the table. */
const LISTS_OF_TABLE: Readonly<Record<string, readonly Code[]>> = {
  'localGroupContact.kind': contactKinds,
  'ownDefect.code': namedDefects,
}
/** What nobody can read here; only that it changed is told. */
const SEALED = new Set(['sealed', 'bundle', 'slot'])
const CIVIL_DATE = /^\d{4}-\d{2}-\d{2}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/

/** Gives a stored value its words: codes, states, dates, and the names of what it points to. */
export function useValueWord(): (table: string, field: string, value: Value) => string {
  const { t } = useTranslation('journal')
  const word = useCodeWord()
  return (table, field, { value, name }) => {
    if (value === null || value === '') return ''
    if (name !== null) return field === 'roundId' ? t('visit:roundNo', { no: name }) : name
    if (SEALED.has(field)) return t('sealedValue')
    const list = LISTS_OF_TABLE[`${table}.${field}`] ?? LISTS[field]
    if (list) return word(list, String(value))
    if (typeof value === 'number') return String(value)
    if (field === 'state' && table === 'visit') {
      return t(`visit:state.${value}`, { defaultValue: value })
    }
    if (/state$/i.test(field) && table.startsWith('round')) {
      return t(`round:state.${value}`, { defaultValue: value })
    }
    if (/state$/i.test(field) && table.startsWith('ownDefect')) {
      return t(`defect:state.${value}`, { defaultValue: value })
    }
    if (/state$/i.test(field)) return t(`problem:state.${value}`, { defaultValue: value })
    if (CIVIL_DATE.test(value)) return formatDate(value, { year: true })
    return INSTANT.test(value) ? formatFullTime(value) : value
  }
}
