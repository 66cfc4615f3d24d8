import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import underPressure from '@fastify/under-pressure'
import { type FastifyBaseLogger, type FastifyInstance, fastify } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject, serializerCompiler } from 'fastify-type-provider-zod'
import { Registry } from 'prom-client'
import { v7 as uuid } from 'uuid'
import type { Services } from './compose.ts'
import { AppError } from './errors.ts'
import { handleError } from './http/error-handler.ts'
import { guardOrigin } from './http/guard-origin.ts'
import { type HealthOptions, healthRoutes } from './http/health.ts'
import { acceptJsonOnly, bodyLimitBytes } from './http/json-body.ts'
import { contentSecurityPolicy, helmetOptions, permissionsPolicy } from './http/security-headers.ts'
import { validatorCompiler } from './http/validation.ts'
import { routes } from './routes/all-routes.ts'

export type AppOptions = Partial<HealthOptions> & {
  readonly log?: FastifyBaseLogger
  readonly requestsPerMinute?: number
  /** Where the built web app lies; without it only the API is served. */
  readonly webFolder?: string
}

/** The HTTP server over its services, without a socket: `listen` and `inject` are the caller's. */
export async function buildApp(services: Services, options: AppOptions = {}): Promise<FastifyInstance> {
  const app = fastify({
    ...(options.log ? { loggerInstance: options.log } : { logger: false }),
    bodyLimit: bodyLimitBytes,
    disableRequestLogging: true,
    genReqId: () => uuid(),
    requestIdHeader: false,
    http: { headersTimeout: 10_000, maxHeaderSize: 16_384 },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(handleError)
  app.setNotFoundHandler(() => {
    throw new AppError('not_found', 'There is nothing at this address.')
  })
  acceptJsonOnly(app)

  await app.register(helmet, helmetOptions)
  app.addHook('onRequest', async (request, reply) => {
    reply.raw.setHeader('content-security-policy', contentSecurityPolicy)
    reply.raw.setHeader('permissions-policy', permissionsPolicy)
    reply.raw.setHeader('x-request-id', request.id)
    if (request.url.startsWith('/api/')) reply.raw.setHeader('cache-control', 'no-store')
  })
  app.addHook('onRequest', guardOrigin)
  await app.register(rateLimit, {
    max: options.requestsPerMinute ?? 1200,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, { ttl }) =>
      new AppError('too_many_requests', 'That were too many requests in a minute. Wait a little.', [], {
        retryAfterSeconds: Math.ceil(ttl / 1000),
      }),
  })
  await app.register(underPressure, {
    maxEventLoopDelay: 1000,
    pressureHandler: (request) => {
      if (request.url === '/healthz') return
      throw new AppError('busy', 'Sluice is busy. Try again in a moment.', [], { retryAfterSeconds: 5 })
    },
  })
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Sluice', version: '1' } },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })

  for (const plugin of routes) await app.register(plugin, services)
  await app.register(healthRoutes, {
    readiness: options.readiness ?? (async () => ({ causes: [], warnings: [] })),
    metrics: options.metrics ?? new Registry(),
  })
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  return app
}
