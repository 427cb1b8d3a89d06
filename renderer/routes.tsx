import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
} from '@tanstack/react-router'
import { z } from 'zod'

import { Id } from '#db/kernel/ids.ts'
import { PrevalenceQuery } from '#db/prevalence/contract.ts'
import { ProblemFilter } from '#db/problem/contract.ts'
import { SearchKind } from '#db/search/contract.ts'
import { VisitFilter } from '#db/visit/contract.ts'

import { BackupPage } from './backup/backup-page.tsx'
import { InformantPage } from './informant/informant-page.tsx'
import { InformantPart } from './informant/informant-parts.ts'
import { ImportStep } from './intake/flow.ts'
import { ImportPage } from './intake/import-page.tsx'
import { KeysPage } from './keys/keys-page.tsx'
import { HistoryPage } from './journal/history-page.tsx'
import { PrevalencePage } from './prevalence/prevalence-page.tsx'
import { ProblemPage } from './problem/problem-page.tsx'
import { ReportPage } from './report/report-page.tsx'
import { SearchPage } from './search/search-page.tsx'
import { CaseShell } from './shell/case-shell.tsx'
import { Landing } from './shell/landing.tsx'
import { PageError } from './shell/page-error.tsx'
import { StartPage } from './start/start-page.tsx'
import { UnitPage } from './unit/unit-page.tsx'
import { VerifyPage } from './verify/verify-page.tsx'
import { VisitPage } from './visit/visit-page.tsx'

/** The record that is open beside a list, and the form that is open over it: `new` or an id. */
const Opened = { open: Id.optional(), form: Id.optional() }

const root = createRootRoute({ component: Outlet, errorComponent: PageError })
const start = createRoute({ getParentRoute: () => root, path: '/start', component: StartPage })
const inCase = createRoute({ getParentRoute: () => root, id: 'case', component: CaseShell })
const landing = createRoute({ getParentRoute: () => inCase, path: '/', component: Landing })
const units = createRoute({
  getParentRoute: () => inCase,
  path: '/units',
  component: UnitPage,
  validateSearch: z.object({ open: Id.optional() }),
})
const visits = createRoute({
  getParentRoute: () => inCase,
  path: '/rounds/visits',
  component: VisitPage,
  validateSearch: z.object({ ...VisitFilter.shape, ...Opened }),
})
const problems = createRoute({
  getParentRoute: () => inCase,
  path: '/problems',
  component: ProblemPage,
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
const prevalence = createRoute({
  getParentRoute: () => inCase,
  path: '/analysis/prevalence',
  component: PrevalencePage,
  validateSearch: z.object(PrevalenceQuery.shape),
})
const report = createRoute({
  getParentRoute: () => inCase,
  path: '/report',
  component: ReportPage,
  validateSearch: z.object(PrevalenceQuery.shape),
})
const intake = createRoute({
  getParentRoute: () => inCase,
  path: '/case/import',
  component: ImportPage,
  validateSearch: z.object({ step: ImportStep.optional() }),
})
const keys = createRoute({
  getParentRoute: () => inCase,
  path: '/case/keys',
  component: KeysPage,
  /** `first`: the case was just made, and its first recovery sheet comes next. */
  validateSearch: z.object({ sheet: z.literal('first').optional() }),
})
const backup = createRoute({
  getParentRoute: () => inCase,
  path: '/case/backup',
  component: BackupPage,
  /** `drill`: it was asked for from the menu. */
  validateSearch: z.object({ drill: z.literal('newest').optional() }),
})
const informants = createRoute({
  getParentRoute: () => inCase,
  path: '/case/informants',
  component: InformantPage,
  validateSearch: z.object({ part: InformantPart.optional() }),
})
const verify = createRoute({
  getParentRoute: () => inCase,
  path: '/case/verify',
  component: VerifyPage,
})
const search = createRoute({
  getParentRoute: () => inCase,
  path: '/search',
  component: SearchPage,
  validateSearch: z.object({
    text: z.string().max(100).optional(),
    kind: SearchKind.optional(),
  }),
})
const history = createRoute({
  getParentRoute: () => inCase,
  path: '/case/history',
  component: HistoryPage,
})

const tree = root.addChildren([
  start,
  inCase.addChildren([
    landing,
    units,
    visits,
    problems,
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
  defaultNotFoundComponent: Landing,
})

declare module '@tanstack/react-router' {
  // Only an interface can tell the library which router this is.
  interface Register {
    router: typeof router
  }
}
