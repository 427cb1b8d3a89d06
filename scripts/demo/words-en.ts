import type { DemoWords } from './words.ts'

/** What the demo says in English. */
export const wordsEn: DemoWords = {
  help: `Usage: npm run demo -- [options]

The main job without a window: makes an encrypted case file, fills it with the practice
case or with your own ledgers, works out in how many units each type of problem was looked
for and found, and writes that as table and chart. The commands are those of the window, and
the same page draws the pictures and the PDF.

Options
  --ledger FILE        problems (XLSX, XLS, CSV). Alone it gives counts only: without records
                       of “looked and not found” there is no denominator and no prevalence
  --visits FILE        visits, one look in a row: unit, date, what was looked for, result
  --units FILE         units: name, level, kind, unit above, code
                       any of the three; with none, the practice case (a fictional province)
  --out DIR            where the files go, {{0}} by default; files of the same name are replaced
  --case DIR           keep the case file in this folder and show its passphrase once; without
                       it the case file is thrown away
  --title TEXT         title of the case file, by default the name of the ledger's file
  --default-date DATE  the date of rows without one, as 2014-06-11; without it problems count as
                       of today, and visits are faults
  --default-year YEAR  the year of dates written without one, such as 3月5日
  --strict             complete nothing: unknown units and types and incomplete dates are faults
  --locale LOCALE      zh-CN (default) or en
  --help               this text

Heads need no fixed wording: columns are recognised, and what each was taken for is shown.
Unknown units and types are made on the way; a date of a month or a year alone counts as its
first day; problems told whole (what, when, where, effect, who) count as confirmed by a second
member, others are leads and no finds. All of that is told; --strict does none of it. One faulty row and nothing is
imported: each fault is listed by sheet, row and column, and the exit code is 1.

Files
  prevalence.json      all figures with the query, the parameters and the warnings
  prevalence.xlsx      the same table, and what it rests on
  prevalence.png  prevalence.svg   the chart
  prevalence.pdf       one page of A4: finding, chart, what may be said, warnings and remedies

Examples
  npm run demo -- --locale en
  npm run demo -- --ledger problems.xlsx --visits visits.xlsx --units units.csv --out results`,

  'fault.positional': 'What is “{{0}}”? Put a file after --ledger, --visits or --units.',
  'fault.unknownOption': 'There is no option {{0}}. See --help for all of them.',
  'fault.valueMissing': '{{0}} needs a value. See --help.',
  'fault.valueUnwanted': '{{0}} takes no value. Leave out the equals sign and what follows.',
  'fault.localeUnknown': 'There is no locale “{{0}}”. Give zh-CN or en.',
  'fault.notADate': '“{{0}}” is no date. Write it as 2014-06-11.',
  'fault.notAYear': '“{{0}}” is no year that can be used. Give one from 1990 to 2099.',
  'fault.ledgerMissing': '{{0}} is for your own ledgers. Add --ledger, --visits or --units.',
  'fault.fileMissing': 'There is no file “{{0}}”. Check the path and the name.',
  'fault.ofFile': '“{{0}}”: {{1}}',
  'fault.caseTaken': '“{{0}}” exists. Choose another --case folder, or another --title.',
  'fault.notBuilt': 'The app was not built. See what npm run build says, and try again.',
  'fault.noRuntime': 'Neither Electron nor Chromium is here. Install Chromium and try again.',
  'fault.notWritten': 'Cannot write “{{0}}”. Choose another --out folder, or make room for it.',
  'fault.caseNotKept':
    'Cannot put the case file into “{{0}}”. Choose another --case folder, or make room for it.',
  'fault.columnsMissing':
    'These columns are missing in “{{0}}”: {{1}}. Its heads are: {{2}}. Correct them and try again.',
  'fault.rowsFaulty':
    '“{{0}}” has {{1}} faults, and nothing was imported. Correct each and try again:',
  'fault.nothingInside': 'There are no rows to import in “{{0}}”. Check that it is the right file.',
  'fault.pageNotDrawn':
    'The page of results was not drawn. Try again; if it fails, open the window with npm start.',
  'fault.unexpected':
    'Something unforeseen happened ({{0}}); nothing was written. Try again, or use npm start.',
  faultAt: 'Sheet “{{0}}”, row {{1}}, column “{{2}}”: {{3}}',
  faultValue: ' (it says: {{0}})',
  faultsMore: '{{0}} more are not listed.',

  built: 'Built.',
  practice:
    'Practice case: {{0}} units, {{1}} visits, {{2}} looks and {{3}} problems, all of them invented.',
  'read.unit': 'Units, “{{0}}”: {{1}} rows, {{2}} units added.',
  'read.visit': 'Visits, “{{0}}”: {{1}} rows, {{2}} looks added.',
  'read.problem': 'Problems, “{{0}}”: {{1}} rows, {{2}} problems added.',
  columns: '  Columns recognised: {{0}}',
  column: '{{0}} ← {{1}}',
  otherSheets: '  Only the sheet “{{0}}” was used, not: {{1}}',
  'made.units': '  {{0}} unknown units were made: {{1}}',
  'made.types': '  {{0}} unknown types were made: {{1}}',
  'made.firstDays': '  {{0}} dates of a month or a year alone count as its first day.',
  'made.dates': '  {{0}} rows without a date count as of {{1}}.',
  'made.leads':
    '  {{0}} problems are not told whole (what, when, where, effect, who): they are leads, no finds. The others count as confirmed by a second member.',
  'made.allLeads':
    '  None of the {{0}} problems is told whole (what, when, where, effect, who): all are leads, no finds.',
  'made.noLeads': '  All problems are told whole and count as confirmed by a second member.',
  'strict.leads': '  {{0}} problems were confirmed by no second member: they are leads, no finds.',
  already: '  {{0}} rows were there already and were not added again.',
  andMore: '{{0}} and others',
  listComma: ', ',
  'case.kept': 'The case file is kept in {{0}}',
  'case.passphrase': 'Its passphrase, shown this once: {{0}}',
  files: 'The files are in {{0}}',

  'case.title': 'Ledger trial',
  'case.group': 'Trial',
  'case.member': 'Trial member',
  'case.second': 'Trial second',
}
