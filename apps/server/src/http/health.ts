import type { FastifyPluginAsync } from 'fastify'
import type { Registry } from 'prom-client'

/** Whether work can be taken on: `causes` says why not, `warnings` what an operator should know. */
export type Readiness = { readonly causes: readonly string[]; readonly warnings: readonly string[] }

export type HealthOptions = { readonly readiness: () => Promise<Readiness>; readonly metrics: Registry }

/** `/healthz`: the process is up. `/readyz`: it can do its work. `/metrics`: Prometheus text. */
export const healthRoutes: FastifyPluginAsync<HealthOptions> = async (app, { readiness, metrics }) => {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'up' }))

  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const { causes, warnings } = await readiness()
    const isReady = causes.length === 0
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'not ready', causes, warnings })
  })

  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    return reply.type(metrics.contentType).send(await metrics.metrics())
  })
}
