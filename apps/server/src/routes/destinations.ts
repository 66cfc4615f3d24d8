import {
  copyDestination,
  createDestination,
  deleteDestination,
  editDestination,
  getDestination,
  listDestinations,
  listVersions,
} from '@sluice/schema'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { idempotencyKey } from '../http/idempotency-key.ts'
import type { DestinationService } from '../services/destinations.ts'

/** Destinations as people make, change and remove them. */
export const destinationRoutes: FastifyPluginAsyncZod<{ destinations: DestinationService }> = async (
  app,
  { destinations },
) => {
  app.get(listDestinations.path, { schema: listDestinations.schema }, ({ query: { cursor, ...filter } }) =>
    destinations.list({ ...filter, before: cursor }),
  )

  app.post(createDestination.path, { schema: createDestination.schema }, async (request, reply) => {
    const created = await destinations.create(request.body, idempotencyKey(request))
    return reply.code(201).send(created)
  })

  app.get(getDestination.path, { schema: getDestination.schema }, ({ params }) => destinations.get(params.id))

  app.put(editDestination.path, { schema: editDestination.schema }, ({ params, body }) =>
    destinations.edit(params.id, body),
  )

  app.delete(deleteDestination.path, { schema: deleteDestination.schema }, async ({ params }, reply) => {
    await destinations.remove(params.id)
    return reply.code(204).send()
  })

  app.post(copyDestination.path, { schema: copyDestination.schema }, async (request, reply) => {
    const copy = await destinations.copy(request.params.id, idempotencyKey(request))
    return reply.code(201).send(copy)
  })

  app.get(listVersions.path, { schema: listVersions.schema }, ({ params }) => destinations.versions(params.id))
}
