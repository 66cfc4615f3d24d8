import { z } from 'zod'
import { Cursor, failures, Id, IdParams, Limit, pageOf, Time } from './contract.ts'
import { OutcomeCounts } from './destinations.ts'

/**
 * One delivery episode, or one replay. `toSeq` grows while a delivery runs. A replay that waits for its destination to
 * be active again is `paused` or `held` as that is; `counts.pending` are its records that are still to be sent.
 */
export const Run = z.object({
  id: Id,
  destinationId: Id,
  destinationName: z.string(),
  number: z.int(),
  kind: z.enum(['delivery', 'replay']),
  state: z.enum(['running', 'caught_up', 'paused', 'held', 'failed']),
  fromSeq: z.int(),
  toSeq: z.int().nullable(),
  counts: OutcomeCounts,
  requests: z.int(),
  points: z.int(),
  startedAt: Time,
  endedAt: Time.nullable(),
})
export type Run = z.infer<typeof Run>

const path = '/api/v1/destinations'

export const listRuns = {
  method: 'GET',
  path: `${path}/:id/runs`,
  schema: {
    summary: 'Runs of a destination, newest first.',
    params: IdParams,
    querystring: z.strictObject({ limit: Limit, cursor: Cursor.optional() }),
    response: { 200: pageOf(Run), ...failures },
  },
} as const
export const getRun = {
  method: 'GET',
  path: `${path}/:id/runs/:runId`,
  schema: { summary: 'One run.', params: z.strictObject({ id: Id, runId: Id }), response: { 200: Run, ...failures } },
} as const
/** Runs of all destinations, newest first. */
export const listAllRuns = {
  method: 'GET',
  path: '/api/v1/runs',
  schema: {
    summary: 'Runs of all destinations, newest first.',
    querystring: z.strictObject({ limit: Limit, cursor: Cursor.optional() }),
    response: { 200: pageOf(Run), ...failures },
  },
} as const
