import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Services } from '../compose.ts'
import { connectorRoutes } from './connectors.ts'
import { credentialRoutes } from './credentials.ts'
import { destinationControlRoutes } from './destination-control.ts'
import { destinationRoutes } from './destinations.ts'
import { eventRoutes } from './events.ts'
import { historyRoutes } from './history.ts'
import { nexsetRoutes } from './nexsets.ts'
import { outcomeRoutes } from './outcomes.ts'
import { replayRoutes } from './replays.ts'
import { runRoutes } from './runs.ts'
import { testSendRoutes } from './test-sends.ts'
import { webhookRoutes } from './webhooks.ts'

/** Every resource of the API; each takes from the services what it needs. */
export const routes: readonly FastifyPluginAsyncZod<Services>[] = [
  connectorRoutes,
  credentialRoutes,
  destinationControlRoutes,
  destinationRoutes,
  eventRoutes,
  historyRoutes,
  nexsetRoutes,
  outcomeRoutes,
  replayRoutes,
  runRoutes,
  testSendRoutes,
  webhookRoutes,
]
