import { type Kysely, sql, type Transaction } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Database } from '../database/tables.ts'
import { credentialRevision } from './credential-revision.ts'
import type { HandOut } from './hand-outs.ts'
import type { SliceFence } from './intents.ts'
import { type LockedDestination, lockDestination } from './lock-destination.ts'
import type { OutcomeTally } from './outcome-tally.ts'
import { approveReplays, endRuns } from './running-runs.ts'
import { storableJson } from './storable.ts'
import { type NewHold, StoredHold } from './stored-hold.ts'

/** Where delivery starts, and the leave for what can't be undone. */
export type Start = {
  readonly from: 'start' | 'now' | 'cursor'
  readonly approval: { readonly count: number; readonly fromSeq: number; readonly toSeq: number } | null
  /** For `now`: outcomes of the records that are passed over. */
  readonly passed: OutcomeTally
}

export type DestinationStateStore = ReturnType<typeof createDestinationStateStore>

/** The states of destinations and how they change. Each change is told to all processes as it commits. */
export function createDestinationStateStore(db: Kysely<Database>) {
  return {
    /** Runs `change` with the destination locked, in a transaction of its own or the given one; `undefined` when there is none of that id. */
    async withLock<Result>(
      id: string,
      change: (row: LockedDestination | undefined, transaction: Transaction<Database>) => Promise<Result>,
      within?: Transaction<Database>,
    ): Promise<Result> {
      const work = async (transaction: Transaction<Database>) =>
        change(await lockDestination(transaction, id), transaction)
      return within ? work(within) : db.transaction().execute(work)
    },

    /** Active from there on. `start` opens a new pass, in which every record is pending again. */
    async start(transaction: Transaction<Database>, row: LockedDestination, start: Start): Promise<void> {
      const { approval } = start
      await transaction
        .updateTable('destination')
        .set({
          state: 'active',
          hold: null,
          approval_version: approval && row.version,
          approval_count: approval?.count ?? null,
          approval_from_seq: approval?.fromSeq ?? null,
          approval_to_seq: approval?.toSeq ?? null,
          updated_at: sql`now()`,
          ...(start.from === 'start' && newPass(row)),
          ...(start.from === 'now' && passedOver(row, start.passed)),
        })
        .where('id', '=', row.id)
        .execute()
      if (start.from === 'now' && start.passed.skipped > 0) await skip(transaction, row)
      if (start.from !== 'cursor') await endRuns(transaction, row.id, 'delivery', 'paused')
      if (start.from === 'start') await endRuns(transaction, row.id, 'replay', 'paused')
      if (approval) await approveReplays(transaction, row)
      await announce(transaction, row.id)
    },

    /** No intent commits from here on. */
    async pause(transaction: Transaction<Database>, id: string): Promise<void> {
      await transaction
        .updateTable('destination')
        .set({ state: 'paused', hold: null, updated_at: sql`now()` })
        .where('id', '=', id)
        .execute()
      await endRuns(transaction, id, 'delivery', 'paused')
      await announce(transaction, id)
    },

    /** Puts an active destination on hold; false when the slice isn't the newest, or it is not active any more. */
    async hold(fence: Pick<SliceFence, 'destinationId' | 'fence'>, hold: NewHold): Promise<boolean> {
      return db.transaction().execute(async (transaction) => {
        const row = await lockDestination(transaction, fence.destinationId)
        if (row?.fence !== fence.fence || row.state !== 'active') return false
        await setHold(transaction, row.id, hold)
        await endRuns(transaction, row.id, 'delivery', 'held')
        await announce(transaction, row.id)
        return true
      })
    },

    /** Notes another probe, or with null ends the hold, unless it was changed since it was read. */
    async changeHold(id: string, read: StoredHold, hold: NewHold | null): Promise<boolean> {
      return db.transaction().execute(async (transaction) => {
        const row = await lockDestination(transaction, id)
        if (row?.state !== 'held' || row.hold?.since !== read.since || row.hold.probes !== read.probes) return false
        if (hold) await setHold(transaction, id, hold, read.since)
        else
          await transaction
            .updateTable('destination')
            .set({ state: 'active', hold: null })
            .where('id', '=', id)
            .execute()
        await announce(transaction, id)
        return true
      })
    },

    /** The hold of a destination whose probe is due. */
    async findDueHold(id: string): Promise<{ hold: StoredHold; credentialId: string } | undefined> {
      const row = await db
        .selectFrom('destination as d')
        .select(['hold', 'credential_id'])
        .where('id', '=', id)
        .where(isProbeDue)
        .executeTakeFirst()
      return row && { hold: StoredHold.parse(row.hold), credentialId: row.credential_id }
    },

    /** Ends the running delivery, if the slice is still the newest. */
    async finishRun({ deliveryRunId, destinationId, fence }: HandOut): Promise<void> {
      await sql`
        update run set state = 'caught_up', ended_at = now()
        where id = ${deliveryRunId} and state = 'running' and exists (
          select from destination d join nexset n on n.id = d.nexset_id
          where d.id = ${destinationId} and d.fence = ${fence} and d.cursor >= n.record_count)
      `.execute(db)
    },

    /** Runs that sent their last record long ago and whose worker ended before it could say so. */
    async endFinishedRuns(): Promise<void> {
      await sql`
        update run set state = 'caught_up', ended_at = now()
        from destination d join nexset n on n.id = d.nexset_id
        where d.id = run.destination_id and run.state = 'running' and run.kind = 'delivery'
          and d.cursor >= n.record_count and greatest(d.last_sent_at, run.started_at) < now() - interval '2 minutes'
      `.execute(db)
    },

    /** Who took the newest slice of a destination. */
    async findWorker(id: string): Promise<string | null> {
      const row = await db.selectFrom('destination').select('worker_id').where('id', '=', id).executeTakeFirst()
      return row?.worker_id ?? null
    },

    /** Whether a slice may still start requests; `hand_on`: there is a replay that it doesn't know of. */
    async check(handOut: HandOut, revision: string | null): Promise<'go_on' | 'hand_on' | 'stop'> {
      const row = await db
        .selectFrom('destination')
        .innerJoin('credential', 'credential.id', 'destination.credential_id')
        .select(credentialRevision.as('revision'))
        .select(
          sql<string | null>`(select r.id from run r where r.destination_id = destination.id and r.kind = 'replay'
            and r.state = 'running' order by r.number limit 1)`.as('replay'),
        )
        .where('destination.id', '=', handOut.destinationId)
        .where('fence', '=', handOut.fence)
        .where('version', '=', handOut.version)
        .where('state', '=', 'active')
        .executeTakeFirst()
      if (!row || (revision !== null && row.revision !== revision)) return 'stop'
      return row.replay === null || row.replay === handOut.replayRunId ? 'go_on' : 'hand_on'
    },

    /** Of the named ones (all, when none is named), active destinations that have something to send and held ones whose probe is due, or whose credential has passed its check since. */
    async findDue(
      of: { nexsetId?: string; destinationId?: string } = {},
      executor: Kysely<Database> = db,
    ): Promise<string[]> {
      const { rows } = await sql<{ id: string }>`
        select d.id from destination d join nexset n on n.id = d.nexset_id
        where (${of.nexsetId ?? null}::uuid is null or d.nexset_id = ${of.nexsetId ?? null}::uuid)
          and (${of.destinationId ?? null}::uuid is null or d.id = ${of.destinationId ?? null}::uuid) and (
          (d.state = 'active' and (d.cursor < n.record_count or exists (
            select from run r where r.destination_id = d.id and r.kind = 'replay' and r.state = 'running')))
          or ${isProbeDue})
      `.execute(executor)
      return rows.map(({ id }) => id)
    },
  }
}

/** Of a destination `d`: its hold's time has come, or its credential has passed a check since. Never of a person's hold. */
const isProbeDue = sql<boolean>`(d.state = 'held' and ((d.hold ->> 'nextProbeAt')::timestamptz <= now()
  or (d.hold ->> 'kind' = 'credential' and exists (
    select from credential c where c.id = d.credential_id and c.check_status = 'ok'
      and c.checked_at > (d.hold ->> 'since')::timestamptz))))`

const newPass = (row: LockedDestination) => ({
  pass: row.pass + 1,
  fence: row.fence + 1,
  cursor: 0,
  filed_ahead: 0,
  sent: 0,
  rejected: 0,
  invalid: 0,
  skipped: 0,
  unknown: 0,
})

const passedOver = (row: LockedDestination, passed: OutcomeTally) => ({
  fence: row.fence + 1,
  cursor: row.recordCount,
  filed_ahead: 0,
  sent: row.sent + passed.sent,
  rejected: row.rejected + passed.rejected,
  invalid: row.invalid + passed.invalid,
  skipped: row.skipped + passed.skipped,
  unknown: row.unknown + passed.unknown,
})

async function skip(transaction: Transaction<Database>, row: LockedDestination): Promise<void> {
  await transaction
    .insertInto('skipped_range')
    .values({
      id: uuid(),
      destination_id: row.id,
      pass: row.pass,
      first_seq: row.cursor + 1,
      last_seq: row.recordCount,
      reason: 'Delivery was started after this record: “new records only” was chosen.',
    })
    .execute()
}

/** Its times are the database's: `since` stays when a hold goes on. */
async function setHold(transaction: Transaction<Database>, id: string, hold: NewHold, since?: string): Promise<void> {
  const { probeInMs, ...said } = hold
  await sql`
    update destination set state = 'held', hold = ${storableJson(said)}::jsonb || jsonb_build_object(
      'since', coalesce(${since ?? null}, ${utc(sql`now()`)}),
      'nextProbeAt', ${utc(sql`now() + ${probeInMs}::float8 * interval '1 millisecond'`)})
    where id = ${id}`.execute(transaction)
}

const utc = (time: ReturnType<typeof sql>) =>
  sql`to_char((${time}) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Rung with a destination's id when its state changed, and, more softly, when its delivery has come further. */
export const changedChannel = 'destination_changed'
export const progressChannel = 'destination_progress'

/** Rings as the transaction commits. */
export async function announce(executor: Kysely<Database>, id: string, channel = changedChannel): Promise<void> {
  await sql`select pg_notify(${channel}, ${id})`.execute(executor)
}
