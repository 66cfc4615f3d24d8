import { z } from 'zod'
import { Empty, failures, Id, IdParams, Name, Time } from './contract.ts'
import { Appended } from './nexsets.ts'

/** A webhook source; `url` and `key` are told once, when made or rotated. */
export const Webhook = z.object({
  id: Id,
  nexsetId: Id,
  keyHint: z.string(),
  createdAt: Time,
  lastArrivalAt: Time.nullable(),
})
export type Webhook = z.infer<typeof Webhook>
export const NewWebhook = Webhook.extend({ url: z.string(), key: z.string() })
export type NewWebhook = z.infer<typeof NewWebhook>

export const listWebhooks = {
  method: 'GET',
  path: '/api/v1/webhooks',
  schema: {
    summary: 'Webhooks that records are pushed to.',
    querystring: z.strictObject({ nexsetId: Id.optional() }),
    response: { 200: z.object({ items: z.array(Webhook) }), ...failures },
  },
} as const
/** For a Nexset that is there, or a new one of this name. */
export const createWebhook = {
  method: 'POST',
  path: '/api/v1/webhooks',
  schema: {
    summary: 'Makes a webhook for a Nexset that is there, or a new one. Address and key are told once.',
    body: z.union([z.strictObject({ nexsetId: Id }), z.strictObject({ name: Name })]),
    response: { 201: NewWebhook, ...failures },
  },
} as const
export const rotateWebhook = {
  method: 'POST',
  path: '/api/v1/webhooks/:id/rotate',
  schema: {
    summary: 'Gives a webhook a new key; the old one is refused from then on.',
    params: IdParams,
    response: { 200: NewWebhook, ...failures },
  },
} as const
export const deleteWebhook = {
  method: 'DELETE',
  path: '/api/v1/webhooks/:id',
  schema: { summary: 'Deletes a webhook; its records stay.', params: IdParams, response: { 204: Empty, ...failures } },
} as const
/** A JSON object, an array of objects, or NDJSON; the key alone is the right to push. */
export const pushToWebhook = {
  method: 'POST',
  path: '/ingest/:key',
  schema: {
    summary: 'Takes records: a JSON object, an array of them, or NDJSON. The key alone is the right to push.',
    params: z.strictObject({ key: z.string().max(200) }),
    response: { 202: Appended, ...failures },
  },
} as const
