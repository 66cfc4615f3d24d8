import { Readable } from 'node:stream'
import { Id, streamEvents } from '@sluice/schema'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { AppError } from '../errors.ts'
import type { EventStreams } from '../services/event-stream.ts'
import type { StatusFilter } from '../services/status-feed.ts'

/** One stream a page with the status of all destinations that it shows. */
export const eventRoutes: FastifyPluginAsyncZod<{ readonly events: EventStreams }> = async (app, { events }) => {
  app.get(streamEvents.path, { schema: streamEvents.schema, exposeHeadRoute: false }, (request, reply) => {
    const filter = readFilter(request.query.destinations)
    const left = new AbortController()
    reply.raw.once('close', () => left.abort())
    const stream = Readable.from(events.open(filter, left.signal))
    return (
      reply
        .type('text/event-stream; charset=utf-8')
        // Nobody between may keep, pack or gather it.
        .header('cache-control', 'no-store, no-transform')
        .header('x-accel-buffering', 'no')
        .send(stream)
    )
  })
}

function readFilter(text: string): StatusFilter {
  if (text === 'all') return 'all'
  const ids = text.split(',').map((id) => id.trim())
  const wrong = ids.find((id) => !Id.safeParse(id).success)
  if (wrong === undefined) return new Set(ids)
  const message = 'Name destinations by their ids, separated by commas, or all of them by “all”.'
  throw new AppError('invalid_request', message, [{ code: 'invalid_request', message, path: 'destinations' }])
}
