import { type Kysely, sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Database } from '../database/tables.ts'

export type WebhookStore = ReturnType<typeof createWebhookStore>

const columns = ['id', 'nexset_id', 'source_id', 'key_hint', 'created_at', 'last_arrival_at'] as const

/** Keys that records may be pushed with; of a key, only its SHA-256 is here. */
export function createWebhookStore(db: Kysely<Database>) {
  return {
    async list(nexsetId?: string) {
      let query = db.selectFrom('webhook').select(columns).orderBy('id', 'desc').limit(mostWebhooks)
      if (nexsetId !== undefined) query = query.where('nexset_id', '=', nexsetId)
      return query.execute()
    },

    async findByHash(keyHash: Buffer) {
      return db
        .selectFrom('webhook')
        .select([...columns, 'key_hash'])
        .where('key_hash', '=', keyHash)
        .executeTakeFirst()
    },

    async insert(
      webhook: { nexsetId: string; sourceId: string; keyHash: Buffer; keyHint: string },
      executor: Kysely<Database>,
    ) {
      return executor
        .insertInto('webhook')
        .values({
          id: uuid(),
          nexset_id: webhook.nexsetId,
          source_id: webhook.sourceId,
          key_hash: webhook.keyHash,
          key_hint: webhook.keyHint,
        })
        .returning(columns)
        .executeTakeFirstOrThrow()
    },

    /** From now on another key counts, and the old one no longer. */
    async setKey(id: string, { keyHash, keyHint }: { keyHash: Buffer; keyHint: string }) {
      return db
        .updateTable('webhook')
        .set({ key_hash: keyHash, key_hint: keyHint })
        .where('id', '=', id)
        .returning(columns)
        .executeTakeFirst()
    },

    async delete(id: string): Promise<boolean> {
      const { numDeletedRows } = await db.deleteFrom('webhook').where('id', '=', id).executeTakeFirst()
      return numDeletedRows > 0n
    },

    async noteArrival(id: string): Promise<void> {
      await db.updateTable('webhook').set({ last_arrival_at: sql`now()` }).where('id', '=', id).execute()
    },
  }
}

const mostWebhooks = 1_000
