import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { z } from 'zod'

/** Counts whatever would show that a text was taken for more than a text. */
export async function watchPage(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: string[] = []
    Object.assign(window, { seen })
    document.addEventListener('securitypolicyviolation', (seenAt) => {
      const { effectiveDirective, blockedURI, sourceFile, lineNumber, sample } = seenAt
      seen.push(`${effectiveDirective} ${blockedURI} ${sourceFile}:${lineNumber} ${sample}`)
    })
    // An element that no part of the app draws can only come from a text.
    const foreign = 'script,iframe,object,embed,base,meta,link,form,marquee,math,video,audio'
    const own = new Set(document.querySelectorAll(foreign))
    // A page of the app that is gone to brings its own script and style with it.
    const assets = `${location.origin}/assets/`
    const isOwn = (element: Element) =>
      own.has(element) || (element instanceof HTMLLinkElement && element.href.startsWith(assets))
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) {
        for (const node of addedNodes) {
          if (!(node instanceof Element)) continue
          const added = [node, ...node.querySelectorAll('*')]
          for (const element of added) {
            const listens = element.getAttributeNames().some((name) => name.startsWith('on'))
            if ((element.matches(foreign) && !isOwn(element)) || listens) {
              seen.push(element.outerHTML.slice(0, 200))
            }
          }
        }
      }
    }).observe(document, { subtree: true, childList: true })
  })
}

/** Nothing of what `watchPage` looks for was seen. */
export async function expectQuiet(page: Page): Promise<void> {
  expect(
    await page.evaluate(() => ({
      injected: Reflect.get(globalThis, 'injected'),
      ofAll: Reflect.get({}, 'injected'),
      seen: Reflect.get(window, 'seen'),
    })),
  ).toEqual({ injected: undefined, ofAll: undefined, seen: [] })
}

/** So many signs of a text, none cut in half. */
export function cut(text: string, most: number): string {
  let short = ''
  for (const sign of text) {
    if (short.length + sign.length > most) break
    short += sign
  }
  return short.trim()
}

type Asked = { readonly name: string; readonly input: object }
type Answer = { readonly ok: boolean; readonly data?: unknown; readonly reasons?: unknown }

/** Asks the case one thing after the other, as its page does. */
export function askAll(page: Page, asked: readonly Asked[]): Promise<readonly Answer[]> {
  return page.evaluate(async (all) => {
    const answers: Answer[] = []
    for (const { name, input } of all) answers.push(await window.xundu.call(name, input))
    return answers
  }, asked)
}

/** Asks one thing; fails when it is refused. */
export async function ask(page: Page, name: string, input: object): Promise<unknown> {
  const [answer] = await askAll(page, [{ name, input }])
  expect(answer).toMatchObject({ ok: true })
  return answer?.data
}

/** The id of an answer, or of the first of a list. */
export function idOf(answer: unknown): string {
  const one: unknown = Array.isArray(answer) ? answer[0] : answer
  return z.object({ id: z.string() }).parse(one).id
}

/** Saves one thing after the other; the ids. */
export async function saveAll(
  page: Page,
  name: string,
  inputs: readonly object[],
): Promise<readonly string[]> {
  const answers = await askAll(
    page,
    inputs.map((input) => ({ name, input })),
  )
  expect(answers.filter(({ ok }) => !ok)).toEqual([])
  return answers.map(({ data }) => idOf(data))
}

/** Reads each of these by its id. */
export async function readAll(
  page: Page,
  name: string,
  ids: readonly string[],
): Promise<readonly unknown[]> {
  const answers = await askAll(
    page,
    ids.map((id) => ({ name, input: { id } })),
  )
  return answers.map(({ data }) => data)
}

/** Drops a file on the page of the import. */
export async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
  await page.evaluate(
    ({ fileName, base64 }) => {
      const dropped = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([dropped], fileName))
      const target = document.querySelector('.intake-drop')
      target?.dispatchEvent(
        new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }),
      )
    },
    { fileName: name, base64: bytes.toString('base64') },
  )
}
