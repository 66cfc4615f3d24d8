import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import { type Pass, type QuarantineOutcome, segmentSpan } from './outcomes.ts'

/** Quarantined records as the database can tell them: a search has become the seqs that it finds. */
export type StoredSelection =
  | { readonly by: 'all'; readonly outcome?: QuarantineOutcome | undefined }
  | { readonly by: 'group'; readonly fingerprint: string }
  | { readonly by: 'seqs'; readonly seqs: readonly number[] }

/** The chosen records that are in quarantine, `q`, as a condition. */
export function isChosen({ id, pass }: Pass, select: StoredSelection) {
  const place = sql`q.destination_id = ${id} and q.pass = ${pass} and q.is_open and q.outcome <> 'skipped'`
  switch (select.by) {
    case 'all':
      return select.outcome === undefined ? place : sql`${place} and q.outcome = ${select.outcome}`
    case 'group':
      return sql`${place} and q.fingerprint = ${select.fingerprint}`
    case 'seqs':
      return sql`${place} and q.seq = any(${select.seqs}::int4[])`
    default:
      return select satisfies never
  }
}

/** Whether the quarantined record `q` is in a replay that isn't done. */
export const isReplaying = ({ id }: Pass) => sql<boolean>`exists (
  select from run r join replay_record p on p.run_id = r.id
  where r.destination_id = ${id} and r.kind = 'replay' and r.state = 'running' and p.seq = q.seq and p.outcome is null)`

/** How many chosen records are in quarantine. Of seqs, also how many of them were sent. */
export async function countChosen(db: Kysely<Database>, of: Pass, select: StoredSelection) {
  const { rows } = await sql<{ unknown: number; known: number; replaying: number }>`
    with chosen as (select q.outcome, ${isReplaying(of)} as replaying from quarantine_record q where ${isChosen(of, select)})
    select count(*) filter (where replaying)::int4 as replaying,
      count(*) filter (where outcome = 'unknown' and not replaying)::int4 as unknown,
      count(*) filter (where outcome <> 'unknown' and not replaying)::int4 as known
    from chosen`.execute(db)
  const counts = rows[0] ?? { unknown: 0, known: 0, replaying: 0 }
  const inQuarantine = counts.unknown + counts.known + counts.replaying
  const asked = select.by === 'seqs' ? new Set(select.seqs).size : inQuarantine
  const sent = select.by === 'seqs' && asked > inQuarantine ? await countSent(db, of, select.seqs) : 0
  return { ...counts, sent, others: asked - inQuarantine - sent }
}

/** The first chosen records that aren't in a replay yet, in order; only those `among` these, when they are given. */
export async function findChosen(
  db: Kysely<Database>,
  of: Pass,
  select: StoredSelection,
  page: {
    readonly includeUnknown: boolean
    readonly after: number
    readonly limit: number
    readonly among?: readonly number[]
  },
): Promise<{ seq: number; outcome: QuarantineOutcome }[]> {
  const { rows } = await sql<{ seq: number; outcome: QuarantineOutcome }>`
    select q.seq, q.outcome from quarantine_record q
    where ${isChosen(of, select)} and q.seq > ${page.after} and not ${isReplaying(of)}
      and (${page.among ?? null}::int4[] is null or q.seq = any(${page.among ?? null}::int4[]))
      and (${page.includeUnknown}::boolean or q.outcome <> 'unknown')
    order by q.seq limit ${page.limit}`.execute(db)
  return rows
}

/** How many of these records were sent and aren't in quarantine. */
async function countSent(db: Kysely<Database>, { id, pass }: Pass, seqs: readonly number[]): Promise<number> {
  const [first, last] = [Math.min(...seqs), Math.max(...seqs)]
  const { rows } = await sql<{ count: number }>`
    select count(distinct u.seq)::int4 as count from outcome_segment s cross join unnest(s.seqs) as u (seq)
    where s.destination_id = ${id} and s.pass = ${pass}
      and s.first_seq <= ${last} and s.first_seq > ${first - segmentSpan} and s.last_seq >= ${first}
      and u.seq = any(${seqs}::int4[])
      and not exists (select from quarantine_record q where q.destination_id = ${id} and q.pass = ${pass}
        and q.is_open and q.seq = u.seq)`.execute(db)
  return rows[0]?.count ?? 0
}
