import { expect, it } from 'vitest'

import { localeOf, OUT, readArguments } from '#scripts/demo/arguments.ts'
import { wordsZh } from '#scripts/demo/words-zh.ts'

it('runs the practice case into its own folder when nothing is asked for', () => {
  expect(readArguments([])).toEqual({
    help: false,
    locale: 'zh-CN',
    units: null,
    visits: null,
    ledger: null,
    out: OUT,
    caseParent: null,
    title: null,
    defaultDate: null,
    defaultYear: null,
    strict: false,
  })
})

it('reads every option, with a blank or an equals sign before its value', () => {
  const given = [
    '--ledger=a b.csv',
    '--visits',
    '走访.xlsx',
    '--units',
    'u.xls',
    '--out',
    '../结果',
  ]
  const more = ['--case=/cases/c', '--title', '云岭', '--default-date', '2014-06-11']
  const rest = ['--default-year', '2014', '--strict', '--locale', 'en']
  expect(readArguments([...given, ...more, ...rest])).toEqual({
    help: false,
    locale: 'en',
    units: 'u.xls',
    visits: '走访.xlsx',
    ledger: 'a b.csv',
    out: '../结果',
    caseParent: '/cases/c',
    title: '云岭',
    defaultDate: '2014-06-11',
    defaultYear: 2014,
    strict: true,
  })
})

it('takes the last of two equal options', () => {
  expect(readArguments(['--out', 'a', '--out', 'b'])).toMatchObject({ out: 'b' })
})

it.each([['--help'], ['-h']])('asks for help with %s', (option) => {
  expect(readArguments([option])).toMatchObject({ help: true })
})

it.each([
  [['台账.csv'], 'positional', '台账.csv'],
  [['--ledgers', 'a.csv'], 'unknownOption', '--ledgers'],
  [['-x'], 'unknownOption', '-x'],
  [['--ledger'], 'valueMissing', '--ledger'],
  [['--ledger', '--strict'], 'valueMissing', '--ledger'],
  [['--out='], 'valueMissing', '--out'],
  [['--strict=no', '--ledger', 'a.csv'], 'valueUnwanted', '--strict'],
  [['--locale', 'fr'], 'localeUnknown', 'fr'],
  [['--ledger', 'a.csv', '--default-date', '2014-02-30'], 'notADate', '2014-02-30'],
  [['--ledger', 'a.csv', '--default-date', '6月11日'], 'notADate', '6月11日'],
  [['--ledger', 'a.csv', '--default-year', '14'], 'notAYear', '14'],
  [['--ledger', 'a.csv', '--default-year', '1989'], 'notAYear', '1989'],
  [['--title', '云岭'], 'ledgerMissing', '--title'],
  [['--strict'], 'ledgerMissing', '--strict'],
  [['--default-year', '2014'], 'ledgerMissing', '--default-year'],
])('says what is wrong with %j', (given, fault, about) => {
  expect(readArguments(given)).toEqual({ fault, about: [about] })
  expect(Object.keys(wordsZh)).toContain(`fault.${fault}`)
})

it.each([
  [['--nonsense', '--locale', 'en'], 'en'],
  [['--locale=en'], 'en'],
  [['--locale', 'fr'], 'zh-CN'],
  [['--locale'], 'zh-CN'],
  [[], 'zh-CN'],
])('speaks the language of %j even where the rest is wrong', (given, locale) => {
  expect(localeOf(given)).toBe(locale)
})
