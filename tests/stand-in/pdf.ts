import type { PrintToPDFOptions } from 'electron'

import type { Line } from './cdp.ts'

/** The options that are carried out; another page size fails to compile where it is written. */
export type PdfOptions = Pick<
  PrintToPDFOptions,
  'landscape' | 'pageSize' | 'preferCSSPageSize' | 'printBackground'
>

/** Inches. */
const SIZES: Readonly<Record<string, readonly [number, number]>> = {
  A3: [11.7, 16.54],
  A4: [8.27, 11.7],
  Letter: [8.5, 11],
}

export async function toPdf(line: Line, options: PdfOptions): Promise<Buffer> {
  const { pageSize = 'Letter' } = options
  const size = typeof pageSize === 'string' ? SIZES[pageSize] : undefined
  if (!size) throw new Error('the stand-in for Electron does not know this page size')
  const { data } = await line.send('Page.printToPDF', {
    landscape: options.landscape ?? false,
    printBackground: options.printBackground ?? false,
    preferCSSPageSize: options.preferCSSPageSize ?? false,
    paperWidth: size[0],
    paperHeight: size[1],
  })
  return Buffer.from(data, 'base64')
}
