import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Appended, NewWebhook, Webhook } from '@sluice/schema'
import type { Kysely } from 'kysely'
import type { Database } from '../database/tables.ts'
import { AppError } from '../errors.ts'
import type { NexsetStore } from '../store/nexsets.ts'
import type { WebhookStore } from '../store/webhooks.ts'
import type { NexsetIntake } from './nexset-intake.ts'
import type { RecordsBody } from './parse-records.ts'

export type WebhookService = ReturnType<typeof createWebhookService>

type Deps = {
  readonly db: Kysely<Database>
  readonly webhooks: WebhookStore
  readonly nexsets: NexsetStore
  readonly intake: Pick<NexsetIntake, 'appendPushed'>
  readonly pushesPerSecond: number
}

const keyBytes = 32
const hintCharacters = 4
const recordsAtOnce = 1_000

/** Webhook sources: addresses with a key, to which other programs push records. */
export function createWebhookService({ db, webhooks, nexsets, intake, pushesPerSecond }: Deps) {
  return {
    /** How many requests each webhook takes. */
    pushesPerSecond,

    async list(nexsetId?: string): Promise<{ items: Webhook[] }> {
      return { items: (await webhooks.list(nexsetId)).map(view) }
    },

    /** For a Nexset that is there, or a new one. `origin`: where this server is reached, for the URL. The key is told once. */
    async create(target: { nexsetId: string } | { name: string }, origin: string): Promise<NewWebhook> {
      const key = newKey()
      const stored = await db.transaction().execute(async (transaction) => {
        const nexsetId =
          'nexsetId' in target
            ? target.nexsetId
            : await nexsets.insert({ name: target.name, kind: 'webhook', sourceLabel: 'Webhook' }, transaction)
        if (!(await nexsets.find(nexsetId, transaction)))
          throw new AppError('not_found', `There is no Nexset with id ${nexsetId}.`)
        const sourceId = await nexsets.insertSource({ nexsetId, kind: 'webhook', name: 'Webhook' }, transaction)
        return webhooks.insert({ nexsetId, sourceId, ...storedKey(key) }, transaction)
      })
      return { ...view(stored), ...told(key, origin) }
    },

    /** Gives it another key; the old one is refused from then on. */
    async rotate(id: string, origin: string): Promise<NewWebhook> {
      const key = newKey()
      const stored = await webhooks.setKey(id, storedKey(key))
      if (!stored) throw notFound()
      return { ...view(stored), ...told(key, origin) }
    },

    /** Its records stay. */
    async delete(id: string): Promise<void> {
      if (!(await webhooks.delete(id))) throw notFound()
    },

    /** Adds the records of a body to the Nexset of the key; durable when answered. */
    async push(key: string, body: RecordsBody): Promise<Appended> {
      const keyHash = hashOf(key)
      const webhook = await webhooks.findByHash(keyHash)
      if (!webhook || !timingSafeEqual(webhook.key_hash, keyHash)) throw notFound()
      const source = { nexsetId: webhook.nexset_id, sourceId: webhook.source_id }
      const range = await intake.appendPushed(source, body, recordsAtOnce)
      await webhooks.noteArrival(webhook.id)
      return range
    },
  }
}

type StoredWebhook = Awaited<ReturnType<WebhookStore['list']>>[number]

function view(stored: StoredWebhook): Webhook {
  return {
    id: stored.id,
    nexsetId: stored.nexset_id,
    keyHint: stored.key_hint,
    createdAt: stored.created_at.toISOString(),
    lastArrivalAt: stored.last_arrival_at?.toISOString() ?? null,
  }
}

const newKey = () => randomBytes(keyBytes).toString('base64url')
const hashOf = (key: string) => createHash('sha256').update(key).digest()
const storedKey = (key: string) => ({ keyHash: hashOf(key), keyHint: key.slice(-hintCharacters) })
const told = (key: string, origin: string) => ({ key, url: `${origin}/ingest/${key}` })

function notFound(): AppError {
  return new AppError('not_found', 'There is no such webhook. Its key may have been changed.')
}
