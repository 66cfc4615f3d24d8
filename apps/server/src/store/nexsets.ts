import type { AttributeType, NexsetSource } from '@sluice/schema'
import { type Kysely, sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Database } from '../database/tables.ts'
import { lockNexset } from './append-records.ts'
import { findOverrides } from './record-reading.ts'
import { storableText } from './storable.ts'

export type NexsetStore = ReturnType<typeof createNexsetStore>
type Kind = NexsetSource['kind']

/** The Nexsets themselves; their records are read by `createNexsetRecords` and added by `appendInTransaction`. */
export function createNexsetStore(db: Kysely<Database>) {
  return {
    /** Newest first; `cursor` is the id of the last one of the page before. */
    async list({ limit, cursor, search }: { limit: number; cursor?: string | undefined; search?: string | undefined }) {
      let query = selectNexsets(db).orderBy('n.id', 'desc').limit(limit)
      if (cursor !== undefined) query = query.where('n.id', '<', cursor)
      if (search !== undefined) query = query.where(sql<boolean>`n.name ilike ${`%${escapeLike(search)}%`}`)
      return query.execute()
    },

    async find(id: string, executor: Kysely<Database> = db) {
      return selectNexsets(executor).where('n.id', '=', id).executeTakeFirst()
    },

    /** An empty Nexset. Gives its id. */
    async insert(
      nexset: { name: string; kind: Kind; sourceLabel: string },
      executor: Kysely<Database> = db,
    ): Promise<string> {
      const id = uuid()
      await executor
        .insertInto('nexset')
        .values({
          id,
          name: storableText(nexset.name),
          kind: nexset.kind,
          source_label: storableText(nexset.sourceLabel),
        })
        .execute()
      return id
    },

    insertSource: (source: { nexsetId: string; kind: Kind; name: string }, executor: Kysely<Database> = db) =>
      insertSource(executor, source),

    async rename(id: string, name: string): Promise<void> {
      await db.updateTable('nexset').set({ name }).where('id', '=', id).execute()
    },

    /** Makes a new version of the types that a person set; null takes an override back. */
    async setTypes(id: string, changes: readonly { name: string; type: AttributeType | null }[]): Promise<void> {
      await db.transaction().execute(async (transaction) => {
        const nexset = await transaction
          .selectFrom('nexset')
          .select('types_version')
          .where('id', '=', id)
          .forUpdate()
          .executeTakeFirst()
        if (!nexset) return
        const before = await findOverrides(transaction, id)
        const overrides = new Map(Object.entries(before))
        for (const { name, type } of changes) {
          if (type === null) overrides.delete(name)
          else overrides.set(name, type)
        }
        const version = nexset.types_version + 1
        await transaction
          .insertInto('nexset_types')
          .values({ nexset_id: id, version, overrides: JSON.stringify(Object.fromEntries(overrides)) })
          .execute()
        await transaction.updateTable('nexset').set({ types_version: version }).where('id', '=', id).execute()
      })
    },

    overrides: (id: string) => findOverrides(db, id),

    /** Removes it with its records. Gives `in_use` while a destination uses it, `gone` when it isn't there. */
    async delete(id: string): Promise<'deleted' | 'in_use' | 'gone'> {
      return db.transaction().execute(async (transaction) => {
        const nexset = await transaction
          .selectFrom('nexset')
          .select('id')
          .where('id', '=', id)
          .forUpdate()
          .executeTakeFirst()
        if (!nexset) return 'gone'
        const user = await transaction
          .selectFrom('destination')
          .select('id')
          .where((eb) =>
            eb.or([
              eb('nexset_id', '=', id),
              eb.and([eb('response_nexset_id', '=', id), eb('response_webhook', '=', true)]),
            ]),
          )
          .executeTakeFirst()
        if (user) return 'in_use'
        // Of destinations whose response webhook was switched off.
        await transaction
          .updateTable('destination')
          .set({ response_nexset_id: null, response_source_id: null })
          .where('response_nexset_id', '=', id)
          .execute()
        await transaction.deleteFrom('nexset').where('id', '=', id).execute()
        return 'deleted'
      })
    },

    async sources(nexsetId: string) {
      return db
        .selectFrom('nexset_source')
        .select([
          'id',
          'kind',
          'name',
          'options',
          'bytes',
          'record_count',
          'problem_count',
          'first_seq',
          'last_seq',
          'created_at',
          'last_arrival_at',
        ])
        .where('nexset_id', '=', nexsetId)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(mostSources)
        .execute()
    },

    /** The source through which the API adds records; made when first needed. `undefined` if the Nexset is gone. */
    async apiSource(nexsetId: string): Promise<string | undefined> {
      const found = await findApiSource(db, nexsetId)
      if (found) return found
      return db.transaction().execute(async (transaction) => {
        if (!(await lockNexset(transaction, nexsetId))) return undefined
        const made = await findApiSource(transaction, nexsetId)
        return made ?? insertSource(transaction, { nexsetId, kind: 'api', name: 'API' })
      })
    },

    async problems(nexsetId: string, { limit, after }: { limit: number; after: number }) {
      return db
        .selectFrom('nexset_problem as p')
        .innerJoin('nexset_source as s', 's.id', 'p.source_id')
        .select(['p.id', 'p.line', 'p.code', 'p.message', 'p.raw', 's.name as source_name'])
        .where('s.nexset_id', '=', nexsetId)
        .where('p.id', '>', after)
        .orderBy('p.id')
        .limit(limit)
        .execute()
    },

    /** Bytes on disk of all Nexsets. */
    async storedBytes(): Promise<number> {
      const { bytes } = await db
        .selectFrom('nexset')
        .select(sql<number>`coalesce(sum(stored_bytes), 0)::int8`.as('bytes'))
        .executeTakeFirstOrThrow()
      return bytes
    },
  }
}

const mostSources = 1_000

async function insertSource(
  executor: Kysely<Database>,
  source: { nexsetId: string; kind: Kind; name: string },
): Promise<string> {
  const id = uuid()
  await executor
    .insertInto('nexset_source')
    .values({ id, nexset_id: source.nexsetId, kind: source.kind, name: storableText(source.name) })
    .execute()
  return id
}

async function findApiSource(db: Kysely<Database>, nexsetId: string): Promise<string | undefined> {
  const found = await db
    .selectFrom('nexset_source')
    .select('id')
    .where('nexset_id', '=', nexsetId)
    .where('kind', '=', 'api')
    .executeTakeFirst()
  return found?.id
}

export type StoredNexset = Awaited<ReturnType<NexsetStore['list']>>[number]

function selectNexsets(db: Kysely<Database>) {
  return db
    .selectFrom('nexset as n')
    .select([
      'n.id',
      'n.name',
      'n.kind',
      'n.source_label',
      'n.record_count',
      'n.bytes',
      'n.problem_count',
      'n.attributes',
      'n.profiled_seq',
      'n.types_version',
      'n.last_arrival_at',
      'n.created_at',
    ])
    .select((eb) => [
      eb
        .selectFrom('destination as d')
        .select(sql<number>`count(*)`.as('count'))
        .whereRef('d.nexset_id', '=', 'n.id')
        .as('destination_count'),
      eb
        .selectFrom('nexset_types as t')
        .select('t.overrides')
        .whereRef('t.nexset_id', '=', 'n.id')
        .whereRef('t.version', '=', 'n.types_version')
        .as('overrides'),
    ])
}

const escapeLike = (text: string) => storableText(text).replace(/[\\%_]/g, '\\$&')
