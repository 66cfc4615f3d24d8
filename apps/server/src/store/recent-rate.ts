import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/tables.ts'

/** Records that were answered in the last minute, and of how many seconds that minute has: fewer since a run began. */
export type RecentRate = { readonly records: number; readonly seconds: number }

/** Counts what a destination has sent of late, so that its speed can be told. */
export async function findRecentRate(db: Kysely<Database>, destinationId: string): Promise<RecentRate> {
  const { rows } = await sql<RecentRate>`
    select
      coalesce((select sum(cardinality(seqs)) from outcome_segment
        where destination_id = ${destinationId} and filed_at > now() - interval '1 minute'), 0)::float8
      + (select count(*) from attempt a join quarantine_record q on q.attempt_id = a.id
        where a.destination_id = ${destinationId} and a.at > now() - interval '1 minute')::float8 as records,
      least(60, coalesce((select extract(epoch from now() - started_at) from run
        where destination_id = ${destinationId} and state = 'running' order by id desc limit 1), 60))::float8 as seconds
  `.execute(db)
  return rows[0] ?? { records: 0, seconds: 60 }
}
