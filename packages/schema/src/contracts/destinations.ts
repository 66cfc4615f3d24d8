import { z } from 'zod'
import { RequestConfig } from '../request-config.ts'
import { Cursor, Empty, failures, Id, IdParams, Limit, Name, OnceHeaders, pageOf, Search, Time } from './contract.ts'

export const DestinationState = z.enum(['inactive', 'active', 'paused', 'held'])
export type DestinationState = z.infer<typeof DestinationState>

export const Outcome = z.enum(['sent', 'rejected', 'invalid', 'skipped', 'unknown', 'pending'])
export type Outcome = z.infer<typeof Outcome>

export const OutcomeCounts = z.object({
  sent: z.int(),
  rejected: z.int(),
  invalid: z.int(),
  skipped: z.int(),
  unknown: z.int(),
  pending: z.int(),
})
export type OutcomeCounts = z.infer<typeof OutcomeCounts>

/** Why the engine stopped a destination, and what ends that. `endsBy`: itself, or a person. */
export const Hold = z.object({
  kind: z.enum([
    'credential',
    'configuration',
    'outage',
    'rejections',
    'approval',
    'canary',
    'schema',
    'retry_after',
    'cap',
  ]),
  cause: z.string(),
  remedy: z.string(),
  since: Time,
  endsBy: z.enum(['itself', 'person']),
  nextProbeAt: Time.nullable(),
})
export type Hold = z.infer<typeof Hold>

/**
 * `repeat`: what to do with an Advanced request that got no answer, `again` or `leave` (null: by the method; templates
 * declare their own). `maxRejectedShare`: percentage of the last 200 records above which the destination is held.
 */
export const DestinationSettings = z.strictObject({
  repeat: z.enum(['again', 'leave']).nullable().default(null),
  maxRejectedShare: z.int().min(1).max(100).default(50),
})
export type DestinationSettings = z.infer<typeof DestinationSettings>

export const Destination = z.object({
  id: Id,
  name: z.string(),
  connector: z.string(),
  credentialId: Id,
  credentialName: z.string(),
  nexsetId: Id,
  nexsetName: z.string(),
  /** Grows by one with each edit. */
  version: z.int(),
  request: RequestConfig,
  /** The template's title, or method and path of an Advanced request. */
  requestLabel: z.string(),
  isIrreversible: z.boolean(),
  responseWebhook: z.boolean(),
  responseNexset: z.object({ id: Id, name: z.string() }).nullable(),
  settings: DestinationSettings,
  state: DestinationState,
  hold: Hold.nullable(),
  cursor: z.int(),
  counts: OutcomeCounts,
  recordCount: z.int(),
  createdAt: Time,
  updatedAt: Time,
  lastSentAt: Time.nullable(),
})
export type Destination = z.infer<typeof Destination>

export const NewDestination = z.strictObject({
  name: Name,
  connector: z.string().max(100),
  credentialId: Id,
  nexsetId: Id,
  request: RequestConfig,
  responseWebhook: z.boolean().default(false),
  settings: DestinationSettings.prefault({}),
})
export type NewDestination = z.infer<typeof NewDestination>
export type NewDestinationInput = z.input<typeof NewDestination>

/** An edit names the version that it edits: 409 `version_conflict` when that isn't the newest. */
export const DestinationEdit = NewDestination.omit({ connector: true, nexsetId: true }).extend({ version: z.int() })
export type DestinationEdit = z.infer<typeof DestinationEdit>
export type DestinationEditInput = z.input<typeof DestinationEdit>

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

export const listDestinations = {
  method: 'GET',
  path,
  schema: {
    summary: 'Destinations, newest first.',
    querystring: z.strictObject({
      nexsetId: Id.optional(),
      credentialId: Id.optional(),
      limit: Limit,
      cursor: Cursor.optional(),
      search: Search.optional(),
    }),
    response: { 200: pageOf(Destination), ...failures },
  },
} as const
export const createDestination = {
  method: 'POST',
  path,
  schema: {
    summary: 'Makes a destination. It is inactive: nothing is sent until it is activated.',
    headers: OnceHeaders,
    body: NewDestination,
    response: { 201: Destination, ...failures },
  },
} as const
export const getDestination = {
  method: 'GET',
  path: `${path}/:id`,
  schema: { summary: 'One destination.', params: IdParams, response: { 200: Destination, ...failures } },
} as const
/** An active destination is paused, changed and active again in one step. */
export const editDestination = {
  method: 'PUT',
  path: `${path}/:id`,
  schema: {
    summary:
      'Saves a new version. An active destination goes on with it from where it is. 409 version_stale when another version is the newest meanwhile.',
    params: IdParams,
    body: DestinationEdit,
    response: { 200: Destination, ...failures },
  },
} as const
/** 409 `destination_active` unless paused, held or inactive. Its history goes with it. */
export const deleteDestination = {
  method: 'DELETE',
  path: `${path}/:id`,
  schema: {
    summary: 'Deletes a destination with its history. 409 destination_active while it is active.',
    params: IdParams,
    response: { 204: Empty, ...failures },
  },
} as const
/** An inactive copy, without history. */
export const copyDestination = {
  method: 'POST',
  path: `${path}/:id/copy`,
  schema: {
    summary: 'Makes an inactive copy, without history.',
    headers: OnceHeaders,
    params: IdParams,
    response: { 201: Destination, ...failures },
  },
} as const

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

export const DestinationVersion = z.object({
  version: z.int(),
  request: RequestConfig,
  credentialId: Id,
  settings: DestinationSettings,
  createdAt: Time,
})
export type DestinationVersion = z.infer<typeof DestinationVersion>
export const listVersions = {
  method: 'GET',
  path: `${path}/:id/versions`,
  schema: {
    summary: 'What a destination was told to do, version by version, newest first.',
    params: IdParams,
    response: { 200: z.object({ items: z.array(DestinationVersion) }), ...failures },
  },
} as const
