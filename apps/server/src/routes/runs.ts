import { getRun, listAllRuns, listRuns } from '@sluice/schema'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { RunService } from '../services/runs.ts'

/** Delivery episodes of one destination, and of all. */
export const runRoutes: FastifyPluginAsyncZod<{ readonly runs: RunService }> = async (app, { runs }) => {
  app.get(listAllRuns.path, { schema: listAllRuns.schema }, ({ query }) => runs.listAll(query))

  app.get(listRuns.path, { schema: listRuns.schema }, ({ params, query }) => runs.listOf(params.id, query))

  app.get(getRun.path, { schema: getRun.schema }, ({ params }) => runs.get(params.id, params.runId))
}
