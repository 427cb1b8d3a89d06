import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  Outlet,
} from '@tanstack/react-router'
import { z } from 'zod'

import { DefectFilter, DefectSort } from '#db/defect/contract.ts'
import { Id } from '#db/kernel/ids.ts'
import { OpinionFilter } from '#db/opinion/contract.ts'
import { LocalGroupFilter, LocalGroupSort } from '#db/localgroup/contract.ts'
import { PrevalenceQuery } from '#db/prevalence/contract.ts'
import { ProblemFilter } from '#db/problem/contract.ts'
import { RectFilter } from '#db/rectification/records.ts'
import { SearchKind } from '#db/search/contract.ts'
import { OwnListFilter } from '#db/ownlist/contract.ts'
import { CivilDate } from '#db/kernel/dates.ts'
import { DueFilter } from '#db/today/contract.ts'
import { VisitFilter } from '#db/visit/contract.ts'

import { InformantPart } from './informant/informant-parts.ts'
import { ImportStep } from './intake/flow.ts'
import { CaseShell } from './shell/case-shell.tsx'
import { Landing } from './shell/landing.tsx'
import { PageError } from './shell/page-error.tsx'
import { StartPage } from './start/start-page.tsx'

// What is read before the first page is drawn is small: each page of a case is read when it is gone to.

/** The record that is open beside a list, and the form that is open over it: `new` or an id. */
const Opened = { open: Id.optional(), form: Id.optional() }

const root = createRootRoute({ component: Outlet, errorComponent: PageError })
const start = createRoute({ getParentRoute: () => root, path: '/start', component: StartPage })
const inCase = createRoute({ getParentRoute: () => root, id: 'case', component: CaseShell })
const landing = createRoute({ getParentRoute: () => inCase, path: '/', component: Landing })
const today = createRoute({
  getParentRoute: () => inCase,
  path: '/today',
  component: lazyRouteComponent(() => import('./today/today-page.tsx'), 'TodayPage'),
  validateSearch: z.object({ whose: DueFilter.shape.whose }),
})
const dueList = createRoute({
  getParentRoute: () => inCase,
  path: '/today/list',
  component: lazyRouteComponent(() => import('./today/due-list-page.tsx'), 'DueListPage'),
  validateSearch: z.object(DueFilter.shape),
})
const calendar = createRoute({
  getParentRoute: () => inCase,
  path: '/today/calendar',
  component: lazyRouteComponent(() => import('./today/calendar-page.tsx'), 'CalendarPage'),
  validateSearch: z.object({ day: CivilDate.optional() }),
})
const units = createRoute({
  getParentRoute: () => inCase,
  path: '/units',
  component: lazyRouteComponent(() => import('./unit/unit-page.tsx'), 'UnitPage'),
  validateSearch: z.object({ open: Id.optional() }),
})
const rounds = createRoute({
  getParentRoute: () => inCase,
  path: '/rounds',
  component: lazyRouteComponent(() => import('./round/round-page.tsx'), 'RoundPage'),
  validateSearch: z.object({ ...Opened, view: z.enum(['list', 'board']).optional() }),
})
const localGroups = createRoute({
  getParentRoute: () => inCase,
  path: '/units/local-groups',
  component: lazyRouteComponent(() => import('./localgroup/localgroup-page.tsx'), 'LocalGroupPage'),
  validateSearch: z.object({
    ...LocalGroupFilter.shape,
    sort: LocalGroupSort.optional(),
    descending: z.boolean().optional(),
    open: Id.optional(),
    /** Whether the units without a group are listed. */
    without: z.boolean().optional(),
  }),
})
const defects = createRoute({
  getParentRoute: () => inCase,
  path: '/group/defects',
  component: lazyRouteComponent(() => import('./defect/defect-page.tsx'), 'DefectPage'),
  validateSearch: z.object({
    ...DefectFilter.shape,
    sort: DefectSort.optional(),
    descending: z.boolean().optional(),
    ...Opened,
    /** The field of the form that the focus goes to. */
    field: z.string().max(40).optional(),
  }),
})
const visits = createRoute({
  getParentRoute: () => inCase,
  path: '/rounds/visits',
  component: lazyRouteComponent(() => import('./visit/visit-page.tsx'), 'VisitPage'),
  validateSearch: z.object({ ...VisitFilter.shape, ...Opened }),
})
const problems = createRoute({
  getParentRoute: () => inCase,
  path: '/problems',
  component: lazyRouteComponent(() => import('./problem/problem-page.tsx'), 'ProblemPage'),
  validateSearch: z.object({
    ...ProblemFilter.shape,
    ...Opened,
    /** What a new problem starts from: the visit and the look that found it. */
    visitId: Id.optional(),
    exposureId: Id.optional(),
    /** The field of the form that the focus goes to. */
    field: z.string().max(40).optional(),
  }),
})
const rectification = createRoute({
  getParentRoute: () => inCase,
  path: '/problems/rectification',
  component: lazyRouteComponent(() => import('./rectification/rect-page.tsx'), 'RectPage'),
  validateSearch: z.object({ ...RectFilter.shape, open: Id.optional() }),
})
const ageing = createRoute({
  getParentRoute: () => inCase,
  path: '/problems/ageing',
  component: lazyRouteComponent(() => import('./rectification/ageing-page.tsx'), 'AgeingPage'),
  validateSearch: z.object({ by: z.enum(['level', 'kind', 'unit']).default('level') }),
})
const holidays = createRoute({
  getParentRoute: () => inCase,
  path: '/case/holidays',
  component: lazyRouteComponent(() => import('./holiday/holiday-page.tsx'), 'HolidayPage'),
})
const voices = createRoute({
  getParentRoute: () => inCase,
  path: '/voices',
  component: lazyRouteComponent(() => import('./opinion/opinion-page.tsx'), 'OpinionPage'),
  validateSearch: z.object({ ...OpinionFilter.shape, ...Opened }),
})
const VoiceWalk = z.object({ unitId: Id.nullable().default(null), open: Id.optional() })
const coding = createRoute({
  getParentRoute: () => inCase,
  path: '/voices/coding',
  component: lazyRouteComponent(() => import('./opinion/coding-page.tsx'), 'CodingPage'),
  validateSearch: VoiceWalk,
})
const clusters = createRoute({
  getParentRoute: () => inCase,
  path: '/voices/clusters',
  component: lazyRouteComponent(() => import('./opinion/cluster-page.tsx'), 'ClusterPage'),
  validateSearch: VoiceWalk,
})
const problemSheet = createRoute({
  getParentRoute: () => inCase,
  path: '/problems/sheet',
  component: lazyRouteComponent(
    () => import('./problem/problem-sheet-page.tsx'),
    'ProblemSheetPage',
  ),
  validateSearch: z.object({ ids: z.array(Id).min(1).max(100) }),
})
const ownList = createRoute({
  getParentRoute: () => inCase,
  path: '/problems/own-list',
  component: lazyRouteComponent(() => import('./ownlist/own-list-page.tsx'), 'OwnListPage'),
  validateSearch: z.object({ ...OwnListFilter.shape, form: Opened.form }),
})
const prevalence = createRoute({
  getParentRoute: () => inCase,
  path: '/analysis/prevalence',
  component: lazyRouteComponent(() => import('./prevalence/prevalence-page.tsx'), 'PrevalencePage'),
  validateSearch: z.object(PrevalenceQuery.shape),
})
const report = createRoute({
  getParentRoute: () => inCase,
  path: '/report',
  component: lazyRouteComponent(() => import('./report/report-page.tsx'), 'ReportPage'),
  validateSearch: z.object(PrevalenceQuery.shape),
})
const intake = createRoute({
  getParentRoute: () => inCase,
  path: '/case/import',
  component: lazyRouteComponent(() => import('./intake/import-page.tsx'), 'ImportPage'),
  validateSearch: z.object({ step: ImportStep.optional() }),
})
const keys = createRoute({
  getParentRoute: () => inCase,
  path: '/case/keys',
  component: lazyRouteComponent(() => import('./keys/keys-page.tsx'), 'KeysPage'),
  /** `first`: the case was just made, and its first recovery sheet comes next. */
  validateSearch: z.object({ sheet: z.literal('first').optional() }),
})
const backup = createRoute({
  getParentRoute: () => inCase,
  path: '/case/backup',
  component: lazyRouteComponent(() => import('./backup/backup-page.tsx'), 'BackupPage'),
  /** `drill`: it was asked for from the menu. */
  validateSearch: z.object({ drill: z.literal('newest').optional() }),
})
const informants = createRoute({
  getParentRoute: () => inCase,
  path: '/case/informants',
  component: lazyRouteComponent(() => import('./informant/informant-page.tsx'), 'InformantPage'),
  validateSearch: z.object({ part: InformantPart.optional() }),
})
const verify = createRoute({
  getParentRoute: () => inCase,
  path: '/case/verify',
  component: lazyRouteComponent(() => import('./verify/verify-page.tsx'), 'VerifyPage'),
})
const search = createRoute({
  getParentRoute: () => inCase,
  path: '/search',
  component: lazyRouteComponent(() => import('./search/search-page.tsx'), 'SearchPage'),
  validateSearch: z.object({
    text: z.string().max(100).optional(),
    kind: SearchKind.optional(),
  }),
})
const history = createRoute({
  getParentRoute: () => inCase,
  path: '/case/history',
  component: lazyRouteComponent(() => import('./journal/history-page.tsx'), 'HistoryPage'),
})

const tree = root.addChildren([
  start,
  inCase.addChildren([
    landing,
    today,
    dueList,
    calendar,
    units,
    rounds,
    localGroups,
    defects,
    visits,
    problems,
    rectification,
    ageing,
    holidays,
    voices,
    coding,
    clusters,
    problemSheet,
    ownList,
    prevalence,
    report,
    intake,
    keys,
    backup,
    informants,
    verify,
    history,
    search,
  ]),
])

/** All pages by their address. Filters live in the address, so that Back restores them. */
export const router = createRouter({
  routeTree: tree,
  history: createHashHistory(),
  defaultPreload: false,
  notFoundMode: 'root',
  defaultNotFoundComponent: () => <Navigate to="/" replace />,
})

declare module '@tanstack/react-router' {
  // Only an interface can tell the library which router this is.
  interface Register {
    router: typeof router
  }
}
