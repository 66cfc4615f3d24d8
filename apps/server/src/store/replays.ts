import { print } from '@sluice/json'
import type { QuarantineSelection, RecordEdit } from '@sluice/schema'
import { type Kysely, sql, type Transaction } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Database } from '../database/tables.ts'
import type { LockedDestination } from './lock-destination.ts'
import { isChosen, isReplaying, type StoredSelection } from './quarantine-selection.ts'
import { storableJson } from './storable.ts'

export type NewReplay = {
  readonly select: StoredSelection
  /** As it was asked for. */
  readonly asked: QuarantineSelection
  readonly includeUnknown: boolean
  readonly edits: readonly RecordEdit[]
  /** What can't be undone may be sent. */
  readonly isApproved: boolean
}

/**
 * Opens a replay of the chosen records, in the transaction that holds the destination's lock: no other replay and no
 * dismissal takes one of them meanwhile. Gives its run.
 */
export async function insertReplay(
  transaction: Transaction<Database>,
  row: LockedDestination,
  replay: NewReplay,
): Promise<{ runId: string; count: number }> {
  const runId = uuid()
  await sql`
    insert into run (id, destination_id, number, kind, pass, version, from_seq, asked, approved_version)
    select ${runId}, ${row.id}, coalesce(max(number), 0) + 1, 'replay', ${row.pass}::int4, ${row.version}::int4, 0,
      ${storableJson(replay.asked)}::jsonb, ${replay.isApproved ? row.version : null}::int4
    from run where destination_id = ${row.id}`.execute(transaction)
  const { numAffectedRows } = await sql`
    insert into replay_record (run_id, seq, data)
    select ${runId}, q.seq, e.data::json from quarantine_record q
    left join unnest(${replay.edits.map(({ seq }) => seq)}::int4[], ${replay.edits.map(({ data }) => print(data))}::text[])
      as e (seq, data) on e.seq = q.seq
    where ${isChosen(row, replay.select)} and not ${isReplaying(row)}
      and (${replay.includeUnknown}::boolean or q.outcome <> 'unknown')`.execute(transaction)
  await sql`
    update run set (from_seq, to_seq) = (select coalesce(min(seq), 0), max(seq) from replay_record where run_id = run.id)
    where id = ${runId}`.execute(transaction)
  return { runId, count: Number(numAffectedRows ?? 0n) }
}

/** How many records the replays of a destination have still to send. */
export async function countReplaying(db: Kysely<Database>, destinationId: string): Promise<number> {
  const { count } = await db
    .selectFrom('replay_record as p')
    .innerJoin('run as r', 'r.id', 'p.run_id')
    .select(sql<number>`count(*)::int4`.as('count'))
    .where('r.destination_id', '=', destinationId)
    .where('r.kind', '=', 'replay')
    .where('r.state', '=', 'running')
    .where('p.outcome', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}
