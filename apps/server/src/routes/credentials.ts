import {
  changeCredential,
  checkCredential,
  checkNewCredential,
  createCredential,
  deleteCredential,
  getCredential,
  listCredentials,
  lookUp,
} from '@sluice/schema'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { idempotencyKey } from '../http/idempotency-key.ts'
import type { CredentialService } from '../services/credentials.ts'
import type { LookupService } from '../services/lookups.ts'

type Services = { credentials: CredentialService; lookups: LookupService }

/** Credentials, their checks, and what can be picked through them. */
export const credentialRoutes: FastifyPluginAsyncZod<Services> = async (app, { credentials, lookups }) => {
  app.get(listCredentials.path, { schema: listCredentials.schema }, ({ query }) => credentials.list(query.connector))

  app.post(createCredential.path, { schema: createCredential.schema }, async (request, reply) => {
    const created = await credentials.create(request.body, idempotencyKey(request))
    return reply.code(201).send(created)
  })

  app.post(checkNewCredential.path, { schema: checkNewCredential.schema }, ({ body }) => credentials.checkUnsaved(body))

  app.get(getCredential.path, { schema: getCredential.schema }, ({ params }) => credentials.get(params.id))

  app.patch(changeCredential.path, { schema: changeCredential.schema }, ({ params, body }) =>
    credentials.change(params.id, body),
  )

  app.delete(deleteCredential.path, { schema: deleteCredential.schema }, async ({ params }, reply) => {
    await credentials.remove(params.id)
    return reply.code(204).send()
  })

  app.post(checkCredential.path, { schema: checkCredential.schema }, ({ params }) => credentials.check(params.id))

  app.get(lookUp.path, { schema: lookUp.schema }, ({ params, query }) =>
    lookups.list(params.id, params.kind, query.search ?? ''),
  )
}
