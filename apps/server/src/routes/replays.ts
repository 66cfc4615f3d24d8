import { createDismissal, createReplay, listDismissals, previewReplay, undoDismissal } from '@sluice/schema'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { idempotencyKey } from '../http/idempotency-key.ts'
import type { DismissalService } from '../services/replays/dismissals.ts'
import type { ReplayService } from '../services/replays/replays.ts'

type Services = { readonly replays: ReplayService; readonly dismissals: DismissalService }

/** What is done with the records that weren't sent. */
export const replayRoutes: FastifyPluginAsyncZod<Services> = async (app, { replays, dismissals }) => {
  app.post(previewReplay.path, { schema: previewReplay.schema }, ({ params, body }) => replays.preview(params.id, body))

  app.post(createReplay.path, { schema: createReplay.schema }, async (request, reply) =>
    reply.code(201).send(await replays.create(request.params.id, request.body, idempotencyKey(request))),
  )

  app.get(listDismissals.path, { schema: listDismissals.schema }, ({ params }) => dismissals.list(params.id))

  app.post(createDismissal.path, { schema: createDismissal.schema }, async (request, reply) =>
    reply.code(201).send(await dismissals.create(request.params.id, request.body, idempotencyKey(request))),
  )

  app.post(undoDismissal.path, { schema: undoDismissal.schema }, ({ params }) =>
    dismissals.undo(params.id, params.dismissalId),
  )
}
