import { z } from 'zod'
import { failures, Id, IdParams, OnceHeaders, Time } from './contract.ts'
import { DestinationState, Hold, OutcomeCounts } from './destinations.ts'

/** For what can't be undone: the destination's name as typed, and the count of records as typed. */
export const Confirmation = z.strictObject({ name: z.string().max(200), count: z.int().min(0) })
export type Confirmation = z.infer<typeof Confirmation>

export const ActivateFrom = z.enum(['start', 'now', 'cursor'])
export type ActivateFrom = z.infer<typeof ActivateFrom>

/** What the rate budget of the destination's team allows now. */
export const BudgetStatus = z.object({
  team: z.string().nullable(),
  pointsPerMinute: z.int(),
  allowed: z.int(),
  /** As the last answer said; null before the first. */
  remaining: z.int().nullable(),
  /** Set while requests wait for points. */
  waitsUntil: Time.nullable(),
})
export type BudgetStatus = z.infer<typeof BudgetStatus>

export const DestinationStatus = z.object({
  id: Id,
  state: DestinationState,
  hold: Hold.nullable(),
  cursor: z.int(),
  recordCount: z.int(),
  /** Records above the cursor. */
  waiting: z.int(),
  counts: OutcomeCounts,
  /** Records a second over the last minute. */
  rate: z.number(),
  budget: BudgetStatus,
  /** Seconds until caught up; null when it can't be told. */
  estimateSeconds: z.int().nullable(),
  lastSentAt: Time.nullable(),
})
export type DestinationStatus = z.infer<typeof DestinationStatus>

/** What activating would do, for the dialog: records and calls from each starting point. */
export const ActivationPlan = z.object({
  recordCount: z.int(),
  cursor: z.int(),
  fromStart: z.int(),
  fromCursor: z.int(),
  /** Records of replays that go on with an activation that isn’t from the start; they count in what is confirmed. */
  replaying: z.int(),
  /** Among the records that would be sent again when starting at the first. */
  alreadySent: z.int(),
  recordsPerCall: z.int(),
  allowedPerMinute: z.int(),
  isIrreversible: z.boolean(),
  losses: z.array(z.string()),
  credentialName: z.string(),
  user: z.string().nullable(),
  team: z.string().nullable(),
})
export type ActivationPlan = z.infer<typeof ActivationPlan>

const path = '/api/v1/destinations'

export const getActivationPlan = {
  method: 'GET',
  path: `${path}/:id/activation`,
  schema: {
    summary: 'What activating would do: records, calls and what can’t be undone.',
    params: IdParams,
    response: { 200: ActivationPlan, ...failures },
  },
} as const
/** 409 `approval_required` when the request can't be undone and `confirm` is missing or wrong. */
export const activateDestination = {
  method: 'POST',
  path: `${path}/:id/activate`,
  schema: {
    summary:
      'Starts sending: from the first record, after the newest, or where it stopped. 409 approval_required when it can’t be undone and name and count aren’t confirmed.',
    headers: OnceHeaders,
    params: IdParams,
    body: z.strictObject({ from: ActivateFrom, confirm: Confirmation.optional() }),
    response: { 200: DestinationStatus, ...failures },
  },
} as const
export const pauseDestination = {
  method: 'POST',
  path: `${path}/:id/pause`,
  schema: {
    summary: 'No request starts a second later; those in flight end and are recorded.',
    params: IdParams,
    response: { 200: DestinationStatus, ...failures },
  },
} as const
/** Ends a hold that a person must end; delivery goes on. */
export const releaseDestination = {
  method: 'POST',
  path: `${path}/:id/release`,
  schema: {
    summary: 'Ends a hold; delivery goes on where it stopped.',
    params: IdParams,
    body: z.strictObject({ confirm: Confirmation.optional() }),
    response: { 200: DestinationStatus, ...failures },
  },
} as const
export const getDestinationStatus = {
  method: 'GET',
  path: `${path}/:id/status`,
  schema: { summary: 'How far a destination is.', params: IdParams, response: { 200: DestinationStatus, ...failures } },
} as const

/** Server-sent events: `event: status`, data a DestinationStatus; of all destinations named, comma-separated, or `all`. */
export const streamEvents = {
  method: 'GET',
  path: '/api/v1/events',
  schema: {
    summary:
      'Server-sent events: the status of the destinations named (ids separated by commas, or all), at once and with each change.',
    querystring: z.strictObject({ destinations: z.string().max(8000) }),
    response: { 200: z.unknown().describe('text/event-stream'), ...failures },
  },
} as const
