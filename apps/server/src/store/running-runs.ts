import { sql, type Transaction } from 'kysely'
import type { Database } from '../database/tables.ts'

/** Ends the runs of a kind that are under way; what they had left to send stays pending. */
export async function endRuns(
  transaction: Transaction<Database>,
  destinationId: string,
  kind: 'delivery' | 'replay',
  state: 'paused' | 'held',
): Promise<void> {
  await transaction
    .updateTable('run')
    .set({ state, ended_at: sql`now()` })
    .where('destination_id', '=', destinationId)
    .where('kind', '=', kind)
    .where('state', '=', 'running')
    .execute()
}

/** The count that was typed holds the records of replays that aren't done. */
export async function approveReplays(
  transaction: Transaction<Database>,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<void> {
  await transaction
    .updateTable('run')
    .set({ approved_version: version })
    .where('destination_id', '=', id)
    .where('kind', '=', 'replay')
    .where('state', '=', 'running')
    .execute()
}
