import type { QuarantineSelection } from '@sluice/schema'
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Database } from '../database/tables.ts'
import type { LockedDestination } from './lock-destination.ts'
import { isChosen, isReplaying, type StoredSelection } from './quarantine-selection.ts'
import { storableJson } from './storable.ts'
import type { DismissalTable } from './tables/delivery.ts'

export type StoredDismissal = Selectable<DismissalTable>

const mostListed = 100

/** Newest first. */
export async function listDismissals(db: Kysely<Database>, destinationId: string): Promise<StoredDismissal[]> {
  return db
    .selectFrom('dismissal')
    .selectAll()
    .where('destination_id', '=', destinationId)
    .orderBy('id', 'desc')
    .limit(mostListed)
    .execute()
}

/**
 * Gives up the chosen records, in the transaction that holds the destination's lock. Left out are those in a replay,
 * and those that the cursor hasn't come past: a slice at work has their outcomes in hand.
 */
export async function insertDismissal(
  transaction: Transaction<Database>,
  row: LockedDestination,
  { select, asked }: { readonly select: StoredSelection; readonly asked: QuarantineSelection },
): Promise<{ dismissal: StoredDismissal; ahead: number }> {
  const id = uuid()
  const { rows: chosen } = await sql<{ id: string; isAhead: boolean }>`
    select q.id, q.seq > ${row.cursor} as "isAhead" from quarantine_record q
    where ${isChosen(row, select)} and not ${isReplaying(row)}`.execute(transaction)
  const ids = chosen.flatMap((one) => (one.isAhead ? [] : [one.id]))
  const dismissal = await transaction
    .insertInto('dismissal')
    .values({
      id,
      destination_id: row.id,
      pass: row.pass,
      asked: storableJson(asked),
      record_count: ids.length,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await sql`
    with closed as (
      update quarantine_record set is_open = false where id = any(${ids}::uuid[]) returning *
    ), skipped as (
      insert into quarantine_record (id, destination_id, run_id, pass, seq, outcome, code, reason, fingerprint, status,
        attempt_id, dismissal_id, replaces)
      select gen_random_uuid(), destination_id, run_id, pass, seq, 'skipped', 'dismissed', 'Dismissed. Before that: ' || reason,
        fingerprint, status, attempt_id, ${id}::uuid, id
      from closed returning 1
    )
    update destination d set skipped = d.skipped + c.total, rejected = d.rejected - c.rejected, invalid = d.invalid - c.invalid,
      unknown = d.unknown - c.unknown, updated_at = now()
    from (select count(*) as total, ${tally} from closed, (select count(*) from skipped) as made) as c
    where d.id = ${row.id}`.execute(transaction)
  return { dismissal, ahead: chosen.length - ids.length }
}

/** Puts the records of a dismissal back into quarantine, under the destination's lock; undefined when it isn't there or undone. */
export async function undoDismissal(
  transaction: Transaction<Database>,
  row: LockedDestination,
  id: string,
): Promise<StoredDismissal | undefined> {
  const undone = await transaction
    .updateTable('dismissal')
    .set({ undone_at: sql`now()` })
    .where('id', '=', id)
    .where('destination_id', '=', row.id)
    .where('pass', '=', row.pass)
    .where('undone_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  if (!undone) return undefined
  await sql`update quarantine_record set is_open = false where dismissal_id = ${id} and is_open`.execute(transaction)
  await sql`
    with opened as (
      update quarantine_record q set is_open = true from quarantine_record s
      where s.dismissal_id = ${id} and q.id = s.replaces returning q.outcome
    )
    update destination d set skipped = d.skipped - c.total, rejected = d.rejected + c.rejected, invalid = d.invalid + c.invalid,
      unknown = d.unknown + c.unknown, updated_at = now()
    from (select count(*) as total, ${tally} from opened) as c
    where d.id = ${row.id}`.execute(transaction)
  return undone
}

const tally = sql`count(*) filter (where outcome = 'rejected') as rejected,
  count(*) filter (where outcome = 'invalid') as invalid, count(*) filter (where outcome = 'unknown') as unknown`
