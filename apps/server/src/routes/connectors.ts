import { type Connector, getConnector, listConnectors } from '@sluice/schema'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { AppError } from '../errors.ts'

type Services = { connectors: ReadonlyMap<string, Connector> }

/** Connectors, as tiles and whole. */
export const connectorRoutes: FastifyPluginAsyncZod<Services> = async (app, { connectors }) => {
  app.get(listConnectors.path, { schema: listConnectors.schema }, async () => ({
    items: [...connectors.values()].map(({ id, name, mark, summary, templates }) => ({
      id,
      name,
      mark,
      summary,
      templates: templates.length,
    })),
  }))

  app.get(getConnector.path, { schema: getConnector.schema }, async ({ params }) => {
    const connector = connectors.get(params.id)
    if (!connector) throw new AppError('not_found', `There is no connector “${params.id}”.`)
    return connector
  })
}
