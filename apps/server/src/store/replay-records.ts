import type { JsonObject } from '@sluice/json'
import { isJsonObject, parse } from '@sluice/json'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { QuarantineOutcome } from './outcomes.ts'

/** A record that a replay has still to send. `outcome`: in quarantine as that; null when it isn't there any more. */
export type WaitingReplayRecord = { readonly seq: number; readonly outcome: QuarantineOutcome | null }

export type ReplayRecordStore = ReturnType<typeof createReplayRecordStore>

/** What replays have to send, and how far they are. */
export function createReplayRecordStore(db: Kysely<Database>) {
  return {
    /** Records after `after` that a replay has still to send, in order. */
    async waiting(runId: string, after: number, limit: number): Promise<WaitingReplayRecord[]> {
      const { rows } = await sql<WaitingReplayRecord>`
        select p.seq, q.outcome from replay_record p
        join run r on r.id = p.run_id
        left join quarantine_record q on q.destination_id = r.destination_id and q.pass = r.pass and q.seq = p.seq
          and q.is_open and q.outcome <> 'skipped'
        where p.run_id = ${runId} and p.outcome is null and p.seq > ${after}
        order by p.seq limit ${limit}`.execute(db)
      return rows
    },

    /** The records, of these, that were edited for a replay, as they are since. */
    async edited(runId: string, seqs: readonly number[]): Promise<Map<number, JsonObject>> {
      const { rows } = await sql<{ seq: number; data: string }>`
        select seq, data::text as data from replay_record
        where run_id = ${runId} and seq = any(${seqs}::int4[]) and data is not null`.execute(db)
      return new Map(
        rows.flatMap(({ seq, data }) => {
          const value = parse(data)
          return isJsonObject(value) ? [[seq, value]] : []
        }),
      )
    },

    /** These won't be sent: they weren't in quarantine any more when their turn came. Ends the replay with its last record. */
    async passOver(runId: string, seqs: readonly number[]): Promise<void> {
      await db.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('replay_record')
          .set({ outcome: 'skipped' })
          .where('run_id', '=', runId)
          .where('seq', '=', sql<number>`any(${seqs}::int4[])`)
          .where('outcome', 'is', null)
          .executeTakeFirst()
        await transaction
          .updateTable('run')
          .set({ skipped: sql`skipped + ${Number(numUpdatedRows)}` })
          .where('id', '=', runId)
          .execute()
        await endDoneReplay(transaction, runId)
      })
    },
  }
}

/** Ends a replay none of whose records waits any more. */
export async function endDoneReplay(executor: Kysely<Database>, runId: string): Promise<void> {
  await sql`
    update run set state = 'caught_up', ended_at = now()
    where id = ${runId} and state = 'running'
      and not exists (select from replay_record where run_id = ${runId} and outcome is null)`.execute(executor)
}

/** The replay of a destination whose turn it is: its oldest one that isn't done. */
export async function findNextReplay(executor: Kysely<Database>, destinationId: string): Promise<string | null> {
  const row = await executor
    .selectFrom('run')
    .select('id')
    .where('destination_id', '=', destinationId)
    .where('kind', '=', 'replay')
    .where('state', '=', 'running')
    .orderBy('number')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}
