import { localeOf, OUT, readArguments } from './demo/arguments.ts'
import { DemoRefusal } from './demo/refusal.ts'
import { runDemo } from './demo/run.ts'
import { makeTeller, refusalLines } from './demo/tell.ts'
import { loadWords } from './demo/words.ts'

/** The main job without a window. Answers the code that the process ends with. */
async function main(given: readonly string[]): Promise<number> {
  const words = await loadWords(localeOf(given))
  const read = readArguments(given)
  try {
    if ('fault' in read) throw new DemoRefusal(read.fault, read.about)
    if (read.help) {
      console.log(words.say('help', OUT))
      return 0
    }
    // npm runs scripts in the project's folder and tells where the person stands.
    const from = process.env['INIT_CWD'] ?? process.cwd()
    await runDemo(read, words, makeTeller(words, console.log), from)
    return 0
  } catch (error) {
    for (const line of refusalLines(error, words)) console.error(line)
    if (process.env['XUNDU_DEBUG']) console.error(error)
    return 1
  }
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2))
