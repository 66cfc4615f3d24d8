import { parse } from '@sluice/json'
import { DestinationSettings, RequestConfig } from '@sluice/schema'
import { type Selectable, sql, type Transaction } from 'kysely'
import type { Database } from '../database/tables.ts'
import { StoredHold } from './stored-hold.ts'
import type { DestinationTable } from './tables/destinations.ts'

/** A destination's row with its newest version, locked: no intent of it commits before the transaction ends. */
export type LockedDestination = Selectable<Omit<DestinationTable, 'hold'>> & {
  readonly hold: StoredHold | null
  readonly request: RequestConfig
  readonly settings: DestinationSettings
  readonly recordCount: number
}

/**
 * Locks a destination until the transaction ends. `for update` conflicts with the `for key share` of intents, which a
 * plain update of the row, as filings make it, doesn't. What is read is read once the lock is held: a statement that
 * had to wait for it would join the row with the versions and the Nexset of before the wait.
 */
export async function lockDestination(
  transaction: Transaction<Database>,
  id: string,
): Promise<LockedDestination | undefined> {
  await transaction.selectFrom('destination').select('id').where('id', '=', id).forUpdate().execute()
  return readLocked(transaction, id)
}

/**
 * Locks a destination's outcomes and their counts until the transaction ends: intents commit meanwhile, filings wait.
 * For what changes many records at once, without changing what may be sent.
 */
export async function lockCounts(
  transaction: Transaction<Database>,
  id: string,
): Promise<LockedDestination | undefined> {
  await transaction.selectFrom('destination').select('id').where('id', '=', id).forNoKeyUpdate().execute()
  return readLocked(transaction, id)
}

async function readLocked(transaction: Transaction<Database>, id: string): Promise<LockedDestination | undefined> {
  const row = await transaction
    .selectFrom('destination')
    .innerJoin('destination_version', (join) =>
      join
        .onRef('destination_version.destination_id', '=', 'destination.id')
        .onRef('destination_version.version', '=', 'destination.version'),
    )
    .innerJoin('nexset', 'nexset.id', 'destination.nexset_id')
    .selectAll('destination')
    .select([
      sql<string>`destination_version.request::text`.as('request'),
      'destination_version.settings',
      'nexset.record_count',
    ])
    .where('destination.id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const { record_count: recordCount, request, settings, hold, ...rest } = row
  return {
    ...rest,
    recordCount,
    request: RequestConfig.parse(parse(request)),
    settings: DestinationSettings.parse(settings),
    hold: hold === null ? null : StoredHold.parse(hold),
  }
}
