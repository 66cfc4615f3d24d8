import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Services } from '../compose.ts'

/** Every resource of the API; each takes from the services what it needs. */
export const routes: readonly FastifyPluginAsyncZod<Services>[] = []
