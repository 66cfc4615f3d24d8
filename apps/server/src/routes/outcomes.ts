import { Readable } from 'node:stream'
import { exportOutcomes, getRecordOutcome, listErrorGroups, listOutcomes } from '@sluice/schema'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { attachment } from '../http/attachment.ts'
import type { OutcomeService } from '../services/outcomes/outcomes.ts'

const contentTypes = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson; charset=utf-8' } as const

/** What became of the records of a destination. */
export const outcomeRoutes: FastifyPluginAsyncZod<{ readonly outcomes: OutcomeService }> = async (
  app,
  { outcomes },
) => {
  app.get(listOutcomes.path, { schema: listOutcomes.schema }, ({ params, query }) => outcomes.list(params.id, query))

  app.get(getRecordOutcome.path, { schema: getRecordOutcome.schema }, ({ params }) =>
    outcomes.detail(params.id, params.seq),
  )

  app.get(listErrorGroups.path, { schema: listErrorGroups.schema }, ({ params }) => outcomes.errorGroups(params.id))

  app.get(
    exportOutcomes.path,
    { schema: exportOutcomes.schema, exposeHeadRoute: false },
    async ({ params, query }, reply) => {
      const { fileName, text } = await outcomes.export(params.id, query)
      return reply
        .type(contentTypes[query.format])
        .header('content-disposition', attachment(fileName))
        .send(Readable.from(text))
    },
  )
}
