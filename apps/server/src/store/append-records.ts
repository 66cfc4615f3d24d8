import type { JsonObject } from '@sluice/json'
import type { Transaction } from 'kysely'
import type { Database } from '../database/tables.ts'

export type AppendedRange = { readonly firstSeq: number; readonly lastSeq: number }

/**
 * Adds records to a Nexset in the caller's transaction, as those of one of its sources, and rings `nexset_appended`
 * when that commits. Locks the Nexset's row until then, so seqs have no gaps: keep the transaction short. At least
 * one record.
 */
export type AppendInTransaction = (
  transaction: Transaction<Database>,
  source: { nexsetId: string; sourceId: string },
  records: readonly JsonObject[],
) => Promise<AppendedRange>
