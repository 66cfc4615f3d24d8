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
