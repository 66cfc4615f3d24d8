import { getDestinationHistory } from '@sluice/schema'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { DestinationHistoryService } from '../services/destination-history.ts'

/** What destinations have done of late, by the minute. */
export const historyRoutes: FastifyPluginAsyncZod<{ readonly history: DestinationHistoryService }> = async (
  app,
  { history },
) => {
  app.get(getDestinationHistory.path, { schema: getDestinationHistory.schema }, ({ params, query }) =>
    history.get(params.id, query.span),
  )
}
