import { Outcome } from '@sluice/schema'
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { z } from 'zod'
import { NotFoundPage } from './layout/not-found-page.tsx'
import { RootLayout } from './layout/root-layout.tsx'
import { RouteError } from './layout/route-error.tsx'
import { ShellLayout } from './layout/shell-layout.tsx'

const DestinationTab = z.enum(['overview', 'records', 'errors', 'runs', 'configuration'])
const WizardStep = z.enum(['select', 'authenticate', 'configure'])

const root = createRootRoute({ component: RootLayout, notFoundComponent: NotFoundPage })

/** Screens with the rail. */
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: ShellLayout })

const flows = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('../features/flows/flows-page.tsx'), 'FlowsPage'),
})

const nexsets = createRoute({
  getParentRoute: () => shell,
  path: '/nexsets',
  validateSearch: z.object({ dialog: z.enum(['upload', 'webhook', 'api']).optional() }),
  component: lazyRouteComponent(() => import('../features/nexsets/nexsets-page.tsx'), 'NexsetsPage'),
})

const nexset = createRoute({
  getParentRoute: () => shell,
  path: '/nexsets/$id',
  component: lazyRouteComponent(() => import('../features/nexsets/nexset-page.tsx'), 'NexsetPage'),
})
const nexsetIndex = createRoute({
  getParentRoute: () => nexset,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/nexsets/$id/records', params, replace: true })
  },
})
const nexsetRecords = createRoute({
  getParentRoute: () => nexset,
  path: 'records',
  validateSearch: z.object({ search: z.string().max(200).optional(), after: z.int().min(0).optional() }),
  component: lazyRouteComponent(() => import('../features/nexsets/records-tab.tsx'), 'RecordsTab'),
})
const nexsetSchema = createRoute({
  getParentRoute: () => nexset,
  path: 'schema',
  component: lazyRouteComponent(() => import('../features/nexsets/schema-tab.tsx'), 'SchemaTab'),
})
const nexsetSources = createRoute({
  getParentRoute: () => nexset,
  path: 'sources',
  component: lazyRouteComponent(() => import('../features/nexsets/sources-tab.tsx'), 'SourcesTab'),
})
const nexsetProblems = createRoute({
  getParentRoute: () => nexset,
  path: 'problems',
  component: lazyRouteComponent(() => import('../features/nexsets/problems-tab.tsx'), 'ProblemsTab'),
})
const nexsetDestinations = createRoute({
  getParentRoute: () => nexset,
  path: 'destinations',
  component: lazyRouteComponent(() => import('../features/nexsets/destinations-tab.tsx'), 'DestinationsTab'),
})

const destinations = createRoute({
  getParentRoute: () => shell,
  path: '/destinations',
  component: lazyRouteComponent(() => import('../features/destinations/destinations-page.tsx'), 'DestinationsPage'),
})
const destinationIndex = createRoute({
  getParentRoute: () => shell,
  path: '/destinations/$id',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/destinations/$id/$tab', params: { ...params, tab: 'overview' }, replace: true })
  },
})
const destination = createRoute({
  getParentRoute: () => shell,
  path: '/destinations/$id/$tab',
  params: {
    parse: ({ id, tab }) => ({ id, tab: DestinationTab.parse(tab) }),
    stringify: (params) => params,
  },
  validateSearch: z.object({
    outcome: Outcome.optional(),
    search: z.string().max(200).optional(),
    /** The record that is open beside the list. */
    seq: z.int().min(1).optional(),
    /** The error group that is open. */
    group: z.string().max(200).optional(),
  }),
  component: lazyRouteComponent(() => import('../features/destinations/destination-page.tsx'), 'DestinationPage'),
})

const credentials = createRoute({
  getParentRoute: () => shell,
  path: '/credentials',
  validateSearch: z.object({ dialog: z.enum(['add']).optional() }),
  component: lazyRouteComponent(() => import('../features/credentials/credentials-page.tsx'), 'CredentialsPage'),
})
const credential = createRoute({
  getParentRoute: () => shell,
  path: '/credentials/$id',
  component: lazyRouteComponent(() => import('../features/credentials/credential-page.tsx'), 'CredentialPage'),
})

const activity = createRoute({
  getParentRoute: () => shell,
  path: '/activity',
  validateSearch: z.object({ show: z.enum(['runs', 'tests']).optional() }),
  component: lazyRouteComponent(() => import('../features/activity/activity-page.tsx'), 'ActivityPage'),
})

const WizardTab = z.enum(['template', 'advanced'])
/** The wizard has the whole page: no rail. */
const wizard = createRoute({
  getParentRoute: () => root,
  path: '/nexsets/$id/send/$step',
  params: { parse: ({ id, step }) => ({ id, step: WizardStep.parse(step) }), stringify: (params) => params },
  validateSearch: z.object({ tab: WizardTab.optional() }),
  component: lazyRouteComponent(() => import('../features/wizard/wizard-page.tsx'), 'WizardPage'),
})
const wizardEdit = createRoute({
  getParentRoute: () => root,
  path: '/destinations/$id/edit',
  validateSearch: z.object({ tab: WizardTab.optional(), step: WizardStep.optional() }),
  component: lazyRouteComponent(() => import('../features/wizard/edit-page.tsx'), 'EditPage'),
})

const routeTree = root.addChildren([
  shell.addChildren([
    flows,
    nexsets,
    nexset.addChildren([nexsetIndex, nexsetRecords, nexsetSchema, nexsetSources, nexsetProblems, nexsetDestinations]),
    destinations,
    destinationIndex,
    destination,
    credentials,
    credential,
    activity,
  ]),
  wizard,
  wizardEdit,
])

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultErrorComponent: RouteError,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
