import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  LogController,
} from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject, serializerCompiler } from 'fastify-type-provider-zod'
import { v7 as uuid } from 'uuid'
import { AppError } from '../errors.ts'
import { answerClientError } from './client-error.ts'
import { handleError } from './error-handler.ts'
import { guardOrigin } from './guard-origin.ts'
import { acceptJsonOnly, bodyLimitBytes, checkTexts } from './json-body.ts'
import { refuseWhenBusy } from './refuse-when-busy.ts'
import { securityHeaders } from './security-headers.ts'
import { limitStall } from './slow-body.ts'
import { validatorCompiler } from './validation.ts'

export type ServerOptions = {
  readonly log?: FastifyBaseLogger
  readonly requestsPerMinute?: number
  /** How long a body may make no progress. */
  readonly bodyStallMs?: number
  /** Beyond this delay of the event loop, requests are turned away. */
  readonly busyAfterMs?: number
  /** Aborted when Sluice begins to stop: nothing new is taken on then. */
  readonly stopping?: AbortSignal
}

/** A server without routes: what every answer of Sluice has in common, errors above all. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = newServer(options.log)
  app.addHook('onRequest', async (request, reply) => setHeaders(request, reply))
  app.addHook('onRequest', guardOrigin)
  app.addHook('onRequest', async (request, reply) => limitStall(request, reply, options.bodyStallMs ?? 60_000))
  app.addHook('preValidation', async ({ query }) => checkTexts(query))
  if (options.stopping) refuseWhenStopping(app, options.stopping)
  await limitLoad(app, options)
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Sluice', version: '1' } },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  return app
}

function newServer(log: FastifyBaseLogger | undefined): FastifyInstance {
  const app = fastify({
    ...(log ? { loggerInstance: log } : { logger: false }),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyLimitBytes,
    genReqId: () => uuid(),
    requestIdHeader: false,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 2_000, maxHeaderSize: 16_384 },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => {
      setHeaders(request, reply)
      handleError(error, request, reply)
    },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(handleError)
  acceptJsonOnly(app)
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request // the pattern, since the address itself may hold names and keys
    request.log.debug(
      { method, route: routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'Answered.',
    )
  })
  return app
}

/** On the raw answer, so that routes which write it themselves (streams of events) have them too. */
function setHeaders(request: FastifyRequest, reply: FastifyReply): void {
  for (const [name, value] of Object.entries(securityHeaders)) reply.raw.setHeader(name, value)
  reply.raw.setHeader('x-request-id', request.id)
  if (request.url.startsWith('/api/')) reply.raw.setHeader('cache-control', 'no-store')
}

function refuseWhenStopping(app: FastifyInstance, stopping: AbortSignal): void {
  app.addHook('onRequest', async ({ url }) => {
    if (!stopping.aborted || url === '/healthz' || url === '/readyz') return
    throw new AppError('stopping', 'Sluice is stopping. Try again when it is back.', [], { retryAfterSeconds: 5 })
  })
}

async function limitLoad(
  app: FastifyInstance,
  { requestsPerMinute = 1200, busyAfterMs = 1000 }: ServerOptions,
): Promise<void> {
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: 60_000,
    allowList: ({ url }: FastifyRequest) => !url.startsWith('/api/'),
    errorResponseBuilder: (_request, { ttl }) => {
      const extra = { retryAfterSeconds: Math.ceil(ttl / 1000), limit: requestsPerMinute }
      return new AppError('too_many_requests', 'These were too many requests in a minute. Wait a little.', [], extra)
    },
  })
  refuseWhenBusy(app, busyAfterMs)
}
