import {
  activateDestination,
  getActivationPlan,
  getDestinationStatus,
  pauseDestination,
  releaseDestination,
} from '@sluice/schema'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { idempotencyKey } from '../http/idempotency-key.ts'
import type { GetActivationPlan } from '../services/activation-plan.ts'
import type { DestinationControl } from '../services/destination-control.ts'
import type { DestinationStatusService } from '../services/destination-status.ts'

type Services = {
  readonly control: DestinationControl
  readonly status: DestinationStatusService
  readonly activationPlan: GetActivationPlan
}

/** Starting and stopping destinations, and how far they are. */
export const destinationControlRoutes: FastifyPluginAsyncZod<Services> = async (
  app,
  { control, status, activationPlan },
) => {
  app.get(getDestinationStatus.path, { schema: getDestinationStatus.schema }, ({ params }) => status.get(params.id))

  app.get(getActivationPlan.path, { schema: getActivationPlan.schema }, ({ params }) => activationPlan(params.id))

  app.post(activateDestination.path, { schema: activateDestination.schema }, (request) =>
    control.activate(request.params.id, request.body, idempotencyKey(request)),
  )

  app.post(pauseDestination.path, { schema: pauseDestination.schema }, ({ params }) => control.pause(params.id))

  app.post(releaseDestination.path, { schema: releaseDestination.schema }, ({ params, body }) =>
    control.release(params.id, body),
  )
}
