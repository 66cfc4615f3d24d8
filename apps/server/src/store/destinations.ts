import { parse, print } from '@sluice/json'
import { type DestinationEdit, DestinationSettings, Hold, type NewDestination, RequestConfig } from '@sluice/schema'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Database } from '../database/tables.ts'
import type { DestinationTable } from './tables/destinations.ts'

/** A destination as stored, with the names of what it joins. */
export type StoredDestination = Selectable<Omit<DestinationTable, 'hold'>> & {
  readonly hold: Hold | null
  readonly request: RequestConfig
  readonly settings: DestinationSettings
  readonly credentialName: string
  readonly nexsetName: string
  readonly recordCount: number
  readonly responseNexsetName: string | null
}

export type StoredVersion = {
  readonly version: number
  readonly request: RequestConfig
  readonly credentialId: string
  readonly settings: DestinationSettings
  readonly createdAt: Date
}

export type DestinationFilter = {
  readonly nexsetId?: string | undefined
  readonly credentialId?: string | undefined
  readonly search?: string | undefined
  /** Only destinations made before the one of this id. */
  readonly before?: string | undefined
  readonly limit: number
}

export type DestinationStore = ReturnType<typeof createDestinationStore>

/** Destinations and their versions. What delivery changes of them is the journal's. */
export function createDestinationStore(db: Kysely<Database>) {
  return {
    /** Newest first. */
    async list(filter: DestinationFilter): Promise<StoredDestination[]> {
      let query = joined(db).orderBy('d.id', 'desc').limit(filter.limit)
      if (filter.nexsetId) query = query.where('d.nexset_id', '=', filter.nexsetId)
      if (filter.credentialId) query = query.where('d.credential_id', '=', filter.credentialId)
      if (filter.before) query = query.where('d.id', '<', filter.before)
      if (filter.search) query = query.where(sql<boolean>`position(lower(${filter.search}) in lower(d.name)) > 0`)
      return (await query.execute()).map(toStored)
    },

    /** Of all, or of those that send a Nexset; the oldest first. */
    async ids(nexsetId?: string): Promise<string[]> {
      let query = db.selectFrom('destination').select('id').orderBy('id')
      if (nexsetId !== undefined) query = query.where('nexset_id', '=', nexsetId)
      return (await query.execute()).map(({ id }) => id)
    },

    async find(id: string): Promise<StoredDestination | undefined> {
      const row = await joined(db).where('d.id', '=', id).executeTakeFirst()
      return row && toStored(row)
    },

    /** Inactive, at the first record. Gives its id. */
    async insert(destination: NewDestination, executor: Kysely<Database> = db): Promise<string> {
      const id = uuid()
      await executor
        .insertInto('destination')
        .values({
          id,
          name: destination.name,
          connector: destination.connector,
          nexset_id: destination.nexsetId,
          credential_id: destination.credentialId,
          response_webhook: destination.responseWebhook,
        })
        .execute()
      await insertVersion(executor, id, 1, destination)
      return id
    },

    /** Saves a new version. `stale`: the one that was edited isn't the newest any more. Given a transaction, it is part of that. */
    async edit(
      id: string,
      edit: DestinationEdit,
      within?: Transaction<Database>,
    ): Promise<'edited' | 'stale' | 'gone'> {
      const work = (transaction: Transaction<Database>) => saveVersion(transaction, id, edit)
      return within ? work(within) : db.transaction().execute(work)
    },

    /** Removes it with its history, unless it is active. */
    async remove(id: string): Promise<'removed' | 'active' | 'gone'> {
      const { numDeletedRows } = await db
        .deleteFrom('destination')
        .where('id', '=', id)
        .where('state', '!=', 'active')
        .executeTakeFirst()
      if (numDeletedRows > 0n) return 'removed'
      const row = await db.selectFrom('destination').select('id').where('id', '=', id).executeTakeFirst()
      return row ? 'active' : 'gone'
    },

    /** Where the answers go when its response webhook is on. */
    async setResponseNexset(id: string, nexsetId: string, sourceId: string, executor: Kysely<Database> = db) {
      await executor
        .updateTable('destination')
        .set({ response_nexset_id: nexsetId, response_source_id: sourceId })
        .where('id', '=', id)
        .execute()
    },

    /** Newest first. */
    async versions(id: string): Promise<StoredVersion[]> {
      const rows = await db
        .selectFrom('destination_version')
        .select(['version', 'credential_id', 'settings', 'created_at', sql<string>`request::text`.as('request_text')])
        .where('destination_id', '=', id)
        .orderBy('version', 'desc')
        .execute()
      return rows.map((row) => ({
        version: row.version,
        request: RequestConfig.parse(parse(row.request_text)),
        credentialId: row.credential_id,
        settings: DestinationSettings.parse(row.settings),
        createdAt: row.created_at,
      }))
    },
  }
}

async function saveVersion(
  transaction: Transaction<Database>,
  id: string,
  edit: DestinationEdit,
): Promise<'edited' | 'stale' | 'gone'> {
  const row = await transaction
    .selectFrom('destination')
    .select('version')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return 'gone'
  if (row.version !== edit.version) return 'stale'
  await insertVersion(transaction, id, edit.version + 1, edit)
  await transaction
    .updateTable('destination')
    .set({
      name: edit.name,
      credential_id: edit.credentialId,
      response_webhook: edit.responseWebhook,
      version: edit.version + 1,
      updated_at: sql`now()`,
    })
    .where('id', '=', id)
    .execute()
  return 'edited'
}

async function insertVersion(
  executor: Kysely<Database>,
  id: string,
  version: number,
  { request, credentialId, settings }: Pick<NewDestination, 'request' | 'credentialId' | 'settings'>,
): Promise<void> {
  await executor
    .insertInto('destination_version')
    .values({
      destination_id: id,
      version,
      request: print(request),
      credential_id: credentialId,
      settings: JSON.stringify(settings),
    })
    .execute()
}

function joined(db: Kysely<Database>) {
  return db
    .selectFrom('destination as d')
    .innerJoin('destination_version as v', (join) =>
      join.onRef('v.destination_id', '=', 'd.id').onRef('v.version', '=', 'd.version'),
    )
    .innerJoin('credential as c', 'c.id', 'd.credential_id')
    .innerJoin('nexset as n', 'n.id', 'd.nexset_id')
    .leftJoin('nexset as r', 'r.id', 'd.response_nexset_id')
    .selectAll('d')
    .select([
      sql<string>`v.request::text`.as('request_text'),
      'v.settings as settings_json',
      'c.name as credentialName',
      'n.name as nexsetName',
      'n.record_count as recordCount',
      'r.name as responseNexsetName',
    ])
}

type JoinedRow = Awaited<ReturnType<ReturnType<typeof joined>['executeTakeFirstOrThrow']>>

function toStored({ request_text, settings_json, hold, ...row }: JoinedRow): StoredDestination {
  return {
    ...row,
    hold: Hold.nullable().parse(hold),
    request: RequestConfig.parse(parse(request_text)),
    settings: DestinationSettings.parse(settings_json),
  }
}
