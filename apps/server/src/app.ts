import type { FastifyInstance } from 'fastify'
import { Registry } from 'prom-client'
import type { Services } from './compose.ts'
import { apiDocs } from './http/api-docs.ts'
import { createServer, type ServerOptions } from './http/create-server.ts'
import { nothingHere } from './http/error-handler.ts'
import { type HealthOptions, healthRoutes } from './http/health.ts'
import { serveWebApp } from './http/web-app.ts'
import { routes } from './routes/all-routes.ts'

export type AppOptions = ServerOptions &
  Partial<HealthOptions> & {
    /** The folder of the built web app; without it only the API is served. */
    readonly webFolder?: string | undefined
  }

/** The HTTP server over its services, without a socket: `listen` and `inject` are the caller's. */
export async function buildApp(services: Services, options: AppOptions = {}): Promise<FastifyInstance> {
  const app = await createServer(options)
  for (const plugin of routes) await app.register(plugin, services)
  await app.register(apiDocs)
  await app.register(healthRoutes, healthOptions(options))
  if (options.webFolder) await serveWebApp(app, options.webFolder)
  else app.setNotFoundHandler(() => Promise.reject(nothingHere()))
  return app
}

/** What a worker serves: how it is, and nothing else. */
export async function buildWorkerApp(options: ServerOptions & HealthOptions): Promise<FastifyInstance> {
  const app = await createServer(options)
  await app.register(healthRoutes, options)
  app.setNotFoundHandler(() => Promise.reject(nothingHere()))
  return app
}

const healthOptions = ({ readiness, metrics }: Partial<HealthOptions>): HealthOptions => ({
  readiness: readiness ?? (async () => ({ causes: [], warnings: [] })),
  metrics: metrics ?? new Registry(),
})
