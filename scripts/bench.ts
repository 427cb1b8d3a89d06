import { HELP, readArguments } from './bench/arguments.ts'
import { barsOf } from './bench/bars.ts'
import { describeMachine, describeVersions } from './bench/machine.ts'
import { reportLines } from './bench/report.ts'
import { runBench } from './bench/run.ts'
import { FULL, SMALL } from './bench/sizes.ts'

/** Measures the speed that was promised. Answers the code that the process ends with. */
async function main(given: readonly string[]): Promise<number> {
  const { help, json, small } = readArguments(given)
  if (help) {
    console.log(HELP)
    return 0
  }
  const sizes = small ? SMALL : FULL
  // How far it is goes to the other stream, so that the JSON object stands alone.
  const figures = await runBench(sizes, small ? 'small' : 'full', console.error)
  const bars = barsOf(figures)
  const versions = describeVersions(figures.import.bareBy)
  if (json) {
    const report = { small, sizes, figures, bars, versions, machine: describeMachine() }
    console.log(JSON.stringify(report, null, 2))
  } else {
    for (const line of reportLines(figures, bars)) console.log(line)
  }
  return small || bars.every(({ passed }) => passed) ? 0 : 1
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2))
