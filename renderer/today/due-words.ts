import { useTranslation } from 'react-i18next'

import type { DueItem } from '#db/today/contract.ts'
import { formatDate } from '#renderer/lib/format.ts'

export type DueWords = {
  /** The unit, the round or the group itself. */
  readonly where: string
  readonly about: string
  /** 逾期11天, 今天, 6月12日, or since when it waits. */
  readonly due: string
  /** Who carries it; otherwise who can do it. */
  readonly who: string
}

/** Says one item in words, the same on the page, on paper and in a workbook. */
export function useDueWords(): (item: DueItem) => DueWords {
  const { t } = useTranslation('today')
  return (item) => ({
    where: whereOf(item),
    about: aboutOf(item),
    due: dueOf(item),
    who: whoOf(item),
  })

  function whereOf({ kind, unitName, no }: DueItem): string {
    if (unitName !== null) return unitName
    return kind === 'defect' ? t('where.group') : t('where.round', { no })
  }
  function aboutOf({ kind, about, deadline, dueOn, extensions, since }: DueItem): string {
    if (kind === 'receipt') return t('about.receipt', { body: about, date: dayOf(since) })
    if (kind === 'finishVisit') return t('about.visit', { date: dayOf(since), note: about }).trim()
    if (extensions === 0 || deadline === null || dueOn === null) return about
    return t('about.extended', { about, deadline: dayOf(deadline), count: extensions })
  }
  function dueOf({ when, daysLate, dueOn, since }: DueItem): string {
    if (when === 'overdue') return t('due.late', { count: daysLate })
    if (when === 'today') return t('due.today')
    if (dueOn !== null) return dayOf(dueOn)
    return since === null ? '' : t('due.since', { date: dayOf(since) })
  }
  function whoOf({ memberName, exceptName }: DueItem): string {
    if (memberName !== null) return memberName
    return exceptName === null ? t('who.anyone') : t('who.except', { name: exceptName })
  }
}

function dayOf(date: string | null): string {
  return date === null ? '' : formatDate(date)
}
