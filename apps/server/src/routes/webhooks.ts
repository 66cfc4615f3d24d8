import { createHash } from 'node:crypto'
import { createWebhook, deleteWebhook, listWebhooks, pushToWebhook, rotateWebhook } from '@sluice/schema'
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { AppError } from '../errors.ts'
import { acceptRecords, recordsOf } from '../http/records-body.ts'
import type { WebhookService } from '../services/webhooks.ts'

type Services = { readonly webhooks: WebhookService }

const pushBytes = 5 * 1024 ** 2

/** Webhook sources, and what is pushed to them. */
export const webhookRoutes: FastifyPluginAsyncZod<Services> = async (app, { webhooks }) => {
  await app.register(pushRoute, { webhooks })

  app.get(listWebhooks.path, { schema: listWebhooks.schema }, ({ query }) => webhooks.list(query.nexsetId))

  app.post(createWebhook.path, { schema: createWebhook.schema }, async (request, reply) => {
    const created = await webhooks.create(request.body, originOf(request))
    return reply.code(201).send(created)
  })

  app.post(rotateWebhook.path, { schema: rotateWebhook.schema }, (request) =>
    webhooks.rotate(request.params.id, originOf(request)),
  )

  app.delete(deleteWebhook.path, { schema: deleteWebhook.schema }, async ({ params }, reply) => {
    await webhooks.delete(params.id)
    return reply.code(204).send()
  })
}

const pushRoute: FastifyPluginAsyncZod<Services> = async (app, { webhooks }) => {
  const { pushesPerSecond } = webhooks
  acceptRecords(app, pushBytes)

  const rateLimit = {
    max: pushesPerSecond,
    timeWindow: 1_000,
    allowList: [],
    keyGenerator: (request: FastifyRequest) => `push ${hashOf(request.url)}`,
    errorResponseBuilder: () =>
      new AppError('too_many_requests', `A webhook takes ${pushesPerSecond} requests a second.`, [], {
        limit: pushesPerSecond,
        retryAfterSeconds: 1,
      }),
  }
  app.post(
    pushToWebhook.path,
    { schema: pushToWebhook.schema, bodyLimit: pushBytes, config: { rateLimit } },
    async (request, reply) => {
      const appended = await webhooks.push(request.params.key, recordsOf(request.body))
      return reply.code(202).send(appended)
    },
  )
}

/** Where the sender of the request reaches this server. */
const originOf = (request: FastifyRequest) => `${request.protocol}://${request.host}`
const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url')
