import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/tables.ts'

/** What a destination did in a minute, which is named by its begin in milliseconds. */
export type DestinationMinute = {
  readonly destinationId: string
  readonly minute: number
  sent: number
  notSent: number
  requests: number
  points: number
}

/** How a team's points were used in a minute; what isn't known is null. */
export type BudgetMinute = {
  readonly connector: string
  readonly team: string
  readonly minute: number
  used: number
  others: number | null
  /** When the request was sent whose answer told of the others. */
  toldAt: number | null
  allowed: number | null
}

export type Minutes = {
  readonly destinations: readonly DestinationMinute[]
  readonly budgets: readonly BudgetMinute[]
}

/** A stretch of the history: sums of its minutes. */
export type StoredStretch = {
  readonly at: Date
  /** How much of it has passed: all but in the last one. */
  readonly elapsedMinutes: number
  readonly sent: number
  readonly notSent: number
  readonly requests: number
  readonly points: number
  /** Of the whole team: by Sluice, and by others. */
  readonly used: number
  readonly others: number
  readonly allowed: number | null
}

type Key = { readonly connector: string; readonly team: string }

export type HistoryStore = ReturnType<typeof createHistoryStore>

/** What was done, minute by minute. */
export function createHistoryStore(db: Kysely<Database>) {
  return {
    /**
     * Adds to what other processes have counted in the same minutes, whole or not at all. What a deleted destination
     * did is left out. Removes what is older than `keepMs`, if that is given.
     */
    async add({ destinations, budgets }: Minutes, keepMs: number | null): Promise<void> {
      await db.transaction().execute(async (transaction) => {
        if (destinations.length > 0) await addDestinations(transaction, destinations)
        if (budgets.length > 0) await addBudgets(transaction, budgets)
        if (keepMs !== null) await removeOld(transaction, keepMs)
      })
    },

    /** The newest stretches of so many minutes each, oldest first; one in which nothing happened is all zeros. */
    async find(
      destinationId: string,
      { connector, team }: Key,
      { minutes, stretches }: { readonly minutes: number; readonly stretches: number },
    ): Promise<StoredStretch[]> {
      const { rows } = await sql<StoredStretch>`
        with span as (
          select step, generate_series(newest - (${stretches}::int4 - 1) * step, newest, step) as at
          from make_interval(mins => ${minutes}::int4) as step,
            date_bin(step, now(), timestamptz '2000-01-01 00:00Z') as newest
        )
        select s.at, extract(epoch from least(s.step, now() - s.at))::float8 / 60 as "elapsedMinutes",
          d.sent, d."notSent", d.requests, d.points, b.used, b.others, b.allowed
        from span s
        cross join lateral (
          select coalesce(sum(sent), 0)::float8 as sent, coalesce(sum(not_sent), 0)::float8 as "notSent",
            coalesce(sum(requests), 0)::float8 as requests, coalesce(sum(points), 0)::float8 as points
          from destination_minute
          where destination_id = ${destinationId} and minute >= s.at and minute < s.at + s.step
        ) d
        cross join lateral (
          select coalesce(sum(used), 0)::float8 as used, coalesce(sum(others), 0)::float8 as others,
            (array_agg(allowed order by minute desc) filter (where allowed is not null))[1]::float8 as allowed
          from rate_budget_minute
          where connector = ${connector} and team = ${team} and minute >= s.at and minute < s.at + s.step
        ) b
        order by s.at`.execute(db)
      return rows
    },
  }
}

/** In one order in all processes, so that none waits for another that waits for it. */
async function addDestinations(db: Kysely<Database>, rows: readonly DestinationMinute[]): Promise<void> {
  await sql`
    insert into destination_minute as kept (destination_id, minute, sent, not_sent, requests, points)
    select d.id, to_timestamp(r.minute / 1000), r.sent, r."notSent", r.requests, r.points
    from json_to_recordset(${JSON.stringify(rows)}::json) as r ("destinationId" uuid, minute float8, sent int8,
      "notSent" int8, requests int8, points int8)
    join destination d on d.id = r."destinationId"
    order by 1, 2
    on conflict (destination_id, minute) do update set
      sent = kept.sent + excluded.sent, not_sent = kept.not_sent + excluded.not_sent,
      requests = kept.requests + excluded.requests, points = kept.points + excluded.points`.execute(db)
}

async function addBudgets(db: Kysely<Database>, rows: readonly BudgetMinute[]): Promise<void> {
  await sql`
    insert into rate_budget_minute as kept (connector, team, minute, used, others, told_at, allowed)
    select r.connector, r.team, to_timestamp(r.minute / 1000), r.used, r.others, to_timestamp(r."toldAt" / 1000), r.allowed
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (connector text, team text, minute float8, used int8,
      others int8, "toldAt" float8, allowed int8)
    order by 1, 2, 3
    on conflict (connector, team, minute) do update set
      used = kept.used + excluded.used,
      others = case when kept.told_at > excluded.told_at then kept.others else coalesce(excluded.others, kept.others) end,
      told_at = greatest(kept.told_at, excluded.told_at),
      allowed = coalesce(excluded.allowed, kept.allowed)`.execute(db)
}

async function removeOld(db: Kysely<Database>, keepMs: number): Promise<void> {
  const oldest = sql<Date>`now() - ${keepMs}::float8 * interval '1 millisecond'`
  await db.deleteFrom('destination_minute').where('minute', '<', oldest).execute()
  await db.deleteFrom('rate_budget_minute').where('minute', '<', oldest).execute()
}
