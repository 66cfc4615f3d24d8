import type { FastifyInstance } from 'fastify'

const betweenMs = 50

/**
 * Closes the server once what is being answered is answered. A connection whose answer ends meanwhile, such as a
 * stream of events, is closed then too: by itself it would be kept for the client's next request for a minute.
 */
export async function closeServer(app: FastifyInstance): Promise<void> {
  const timer = setInterval(() => app.server.closeIdleConnections(), betweenMs)
  try {
    await app.close()
  } finally {
    clearInterval(timer)
  }
}
