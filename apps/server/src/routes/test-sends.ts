import { createTestSend, listTestSends, preview, undoTestSend } from '@sluice/schema'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { idempotencyKey } from '../http/idempotency-key.ts'
import type { PreviewService } from '../services/previews.ts'
import type { TestSendService } from '../services/test-sends.ts'

type Services = { previews: PreviewService; testSends: TestSendService }

/** An edited body of 5 MB, as text within JSON. */
const bodyLimit = 12 * 1_048_576

/** What a configuration makes of records: looked at, and sent once for real. */
export const testSendRoutes: FastifyPluginAsyncZod<Services> = async (app, { previews, testSends }) => {
  app.post(preview.path, { schema: preview.schema }, ({ body }) => previews.make(body))

  app.post(createTestSend.path, { schema: createTestSend.schema, bodyLimit }, (request) =>
    testSends.send(request.body, idempotencyKey(request)),
  )

  app.get(listTestSends.path, { schema: listTestSends.schema }, ({ query: { cursor, ...filter } }) =>
    testSends.list({ ...filter, before: cursor }),
  )

  app.post(undoTestSend.path, { schema: undoTestSend.schema }, ({ params }) => testSends.undo(params.id))
}
