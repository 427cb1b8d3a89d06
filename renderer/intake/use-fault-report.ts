import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { casefileContract } from '#db/casefile/contract.ts'
import {
  type ImportChoices,
  type ImportFault,
  type ImportPlan,
  intakeContract,
} from '#db/intake/contract.ts'
import { shellContract, type Workbook } from '#electron/shell/contract.ts'
import { askCase, useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatCount } from '#renderer/lib/format.ts'
import { askShell } from '#renderer/lib/shell-client.ts'
import { explainReason } from '#renderer/lib/words.ts'

/** Saves all faults of a dry run as a workbook, for whoever mends the ledger. */
export function useFaultReport(choices: ImportChoices, plan: ImportPlan, fileName: string) {
  const { t } = useTranslation('intake')
  const { data: summary } = useCaseQuery(casefileContract.summary, {})
  const [isSaving, setSaving] = useState(false)
  const [saved, setSaved] = useState('')
  const [error, setError] = useState<unknown>(null)

  async function save(): Promise<void> {
    setSaving(true)
    setError(null)
    setSaved('')
    try {
      const faults = await askCase(intakeContract.faults, choices)
      const mark = summary?.practice === true ? [t('report.practice')] : []
      const heading = [
        ...mark,
        t('report.title', { name: fileName }),
        t('report.extent', {
          rows: formatCount(plan.faulty),
          faults: formatCount(plan.faultCount),
        }),
      ]
      const book = reportOf(
        faults,
        plan,
        heading,
        t('report.fileName', { name: baseOf(fileName) }),
        t,
      )
      const told = await askShell(shellContract.saveWorkbook, book)
      if (told.fileName !== null) setSaved(t('report.saved', { name: told.fileName }))
    } catch (caught) {
      setError(caught)
    } finally {
      setSaving(false)
    }
  }
  return { save: () => void save(), isSaving, saved, error }
}

/** Two sheets: the faults by row, and the names that stand for nothing with the closest ones. */
export function reportOf(
  faults: readonly ImportFault[],
  plan: ImportPlan,
  heading: readonly string[],
  suggestedName: string,
  t: TFunction<'intake'>,
): Workbook {
  const names = [
    ...plan.unknownUnits.map((each) => ({ ...each, of: t('report.unit') })),
    ...plan.unknownTypes.map((each) => ({ ...each, of: t('report.type') })),
  ]
  const sheets: Workbook['sheets'] = [
    {
      name: t('report.faults'),
      heading: [...heading],
      columns: [
        { title: t('report.sheet'), width: 16 },
        { title: t('faults.row'), width: 8 },
        { title: t('faults.column'), width: 20 },
        { title: t('faults.value'), width: 30 },
        { title: t('faults.why'), width: 70 },
      ],
      rows: faults.map((fault) => [
        fault.sheet,
        fault.row,
        columnOf(fault, t),
        fault.value,
        explainReason(fault),
      ]),
    },
  ]
  if (names.length === 0) return { suggestedName, sheets }
  const unknown = {
    name: t('report.names'),
    heading: [...heading],
    columns: [
      { title: t('report.of'), width: 10 },
      { title: t('report.name'), width: 34 },
      { title: t('report.rows'), width: 8 },
      { title: t('report.firstRow'), width: 10 },
      { title: t('report.closest'), width: 60 },
    ],
    rows: names.map((each) => [
      each.of,
      each.name,
      each.rows,
      each.firstRow,
      each.suggestions.map(({ name, path }) => `${path} ${name}`.trim()).join(t('report.comma')),
    ]),
  }
  return { suggestedName, sheets: [...sheets, unknown] }
}

/** The column of a fault by its head, or by the field where no column was mapped. */
export function columnOf({ column, field }: ImportFault, t: TFunction<'intake'>): string {
  return column === '' ? t('faults.noColumn', { field: t(`field.${field}`) }) : column
}

const LONGEST_BASE = 60

function baseOf(fileName: string): string {
  return fileName.replace(/\.[^.]*$/, '').slice(0, LONGEST_BASE)
}
