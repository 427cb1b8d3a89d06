import { App } from 'antd'
import { useState } from 'react'

import { shellContract } from '#electron/shell/contract.ts'
import { pictureOf, type PictureHeading, rasterise } from '#renderer/charts/picture.ts'
import { askShell } from '#renderer/lib/shell-client.ts'

import { findingBasis, findingTitle, hasOnlyCounts, lookedFor } from './finding.ts'
import type { Analysis } from './use-analysis.ts'
import { warningLine, warningWords } from './warning-words.ts'
import { tableText, workbookOf } from './workbook.ts'

export type ExportKind =
  | 'copyPicture'
  | 'savePng'
  | 'saveSvg'
  | 'copyTable'
  | 'saveTable'
  | 'savePdf'
  | 'print'

/**
 * Copies, saves and prints what is on screen. `drawing` finds the chart. What was saved is told in
 * `saved`, what went wrong in `error`.
 */
export function useExports(analysis: Analysis | undefined, drawing: () => SVGSVGElement | null) {
  const { message } = App.useApp()
  const [error, setError] = useState<unknown>(null)
  const [saved, setSaved] = useState('')

  async function run(kind: ExportKind) {
    if (!analysis) return
    setError(null)
    setSaved('')
    try {
      const fileName = await send(kind, analysis, drawing())
      const { t } = analysis.speaker
      if (fileName === copied) message.info(t('export.copied'))
      else if (fileName !== null) setSaved(t('export.saved', { fileName }))
    } catch (caught) {
      setError(caught)
    }
  }
  return { run: (kind: ExportKind) => void run(kind), error, saved }
}

const copied = Symbol('copied')

async function send(
  kind: ExportKind,
  analysis: Analysis,
  drawing: SVGSVGElement | null,
): Promise<string | null | typeof copied> {
  const { answer, query, speaker, imprint } = analysis
  const suggestedName = speaker.t('file.name', { title: imprint.caseTitle })
  const picture = () => (drawing ? pictureOf(drawing, headingOf(analysis)) : '')
  switch (kind) {
    case 'copyPicture':
      await askShell(shellContract.copyPicture, { png: await rasterise(picture()) })
      return copied
    case 'copyTable': {
      const rows = hasOnlyCounts(answer) ? answer.rows : lookedFor(answer.rows)
      await askShell(shellContract.copyText, { text: tableText(rows, speaker) })
      return copied
    }
    case 'savePng': {
      const bytes = await rasterise(picture())
      const input = { suggestedName, format: 'png', bytes } as const
      return (await askShell(shellContract.savePicture, input)).fileName
    }
    case 'saveSvg': {
      const bytes = new TextEncoder().encode(picture())
      const input = { suggestedName, format: 'svg', bytes } as const
      return (await askShell(shellContract.savePicture, input)).fileName
    }
    case 'saveTable': {
      const book = workbookOf(answer, query, speaker, imprint)
      return (await askShell(shellContract.saveWorkbook, book)).fileName
    }
    case 'savePdf':
      return (await askShell(shellContract.savePdf, { suggestedName, landscape: false })).fileName
    case 'print':
      await askShell(shellContract.print, {})
      return null
  }
}

/** What stands around the chart in a saved picture. */
export function headingOf({ answer, query, speaker, imprint }: Analysis): PictureHeading {
  const { t } = speaker
  return {
    title: findingTitle(answer, query, speaker),
    subtitle: findingBasis(answer, query, speaker).join(' · '),
    notes: [
      t(hasOnlyCounts(answer) ? 'report.countsOnly' : 'legend.ownSetting'),
      ...answer.warnings.map((warning) => warningLine(warningWords(warning, speaker), speaker)),
    ],
    foot: [imprint.caseTitle, imprint.queryLine, imprint.asOf].join(' · '),
    practiceMark: imprint.practice ? t('imprint.practice') : null,
  }
}
