import type { Route } from '../api/route.ts'
import { accountRoutes } from './accounts.ts'
import { actionRoutes } from './actions.ts'
import { activityRoutes } from './activities.ts'
import { bulkJobRoutes } from './bulk-jobs.ts'
import { cadenceMembershipRoutes } from './cadence-memberships.ts'
import { cadenceRoutes } from './cadences.ts'
import { callRoutes } from './calls.ts'
import { dataControlRoutes } from './data-control.ts'
import { lookupRoutes } from './lookups.ts'
import { noteRoutes } from './notes.ts'
import { personRoutes } from './people.ts'
import { tagRoutes } from './tags.ts'
import { taskRoutes } from './tasks.ts'
import { teamRoutes } from './team.ts'

/** All of the API that Practice Salesloft has. */
export const routes: readonly Route[] = [
  ...accountRoutes,
  ...personRoutes,
  ...activityRoutes,
  ...actionRoutes,
  ...callRoutes,
  ...noteRoutes,
  ...taskRoutes,
  ...bulkJobRoutes,
  ...cadenceRoutes,
  ...cadenceMembershipRoutes,
  ...dataControlRoutes,
  ...lookupRoutes,
  ...tagRoutes,
  ...teamRoutes,
]
