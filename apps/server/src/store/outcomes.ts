import { FieldError, Problem } from '@sluice/schema'
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '../database/tables.ts'

/** Which records: those of a destination in its newest pass. */
export type Pass = { readonly id: string; readonly pass: number }

/** What became of a record; one that has no such row is pending. */
export type StoredOutcome = {
  readonly seq: number
  readonly outcome: 'sent' | 'rejected' | 'invalid' | 'skipped' | 'unknown'
  readonly code: string | null
  /** Of the error group that it belongs to. */
  readonly fingerprint: string | null
  readonly reason: string | null
  /** Null where no status was seen. */
  readonly status: number | null
  readonly salesloftId: string | null
  readonly note: string | null
  readonly at: Date
  readonly problems: readonly Problem[]
  readonly fieldErrors: readonly FieldError[]
}

export type QuarantineOutcome = 'rejected' | 'invalid' | 'unknown'

/** Segments are narrower than this, so that those around a seq are found without looking at all. */
export const segmentSpan = 131_072

export type OutcomeStore = ReturnType<typeof createOutcomeStore>

/** The fates of records. A record's fate is its open quarantine row, else its segment, else its skipped range. */
export function createOutcomeStore(db: Kysely<Database>) {
  return {
    /** The outcomes of all records from `first` to `last` that have one. Keep the stretch to some thousands. */
    async inRange(of: Pass, first: number, last: number): Promise<Map<number, StoredOutcome>> {
      const [ranges, sent, unsent] = await Promise.all([
        skippedIn(db, of, first, last),
        sentIn(db, of, first, last),
        quarantine(db, of).where('seq', '>=', first).where('seq', '<=', last).execute(),
      ])
      const outcomes = new Map<number, StoredOutcome>()
      for (const { first_seq, last_seq, reason, at } of ranges) {
        for (let seq = Math.max(first, first_seq); seq <= Math.min(last, last_seq); seq += 1)
          outcomes.set(seq, { ...bare, seq, outcome: 'skipped', code: 'passed_over', reason, at })
      }
      for (const { seq, status, salesloft_id, note, filed_at } of sent)
        outcomes.set(seq, { ...bare, seq, outcome: 'sent', status, salesloftId: salesloft_id, note, at: filed_at })
      for (const row of unsent) outcomes.set(row.seq, toOutcome(row))
      return outcomes
    },

    /** Quarantined records after `after`, in order: all, or of one outcome, or of one error group. */
    async quarantined(
      of: Pass,
      filter: { readonly outcome?: QuarantineOutcome | undefined; readonly group?: string | undefined },
      after: number,
      limit: number,
    ): Promise<StoredOutcome[]> {
      let query = quarantine(db, of).where('seq', '>', after).where('outcome', '<>', 'skipped')
      if (filter.outcome !== undefined) query = query.where('outcome', '=', filter.outcome)
      if (filter.group !== undefined) query = query.where('fingerprint', '=', filter.group)
      const rows = await query.orderBy('seq').limit(limit).execute()
      return rows.map(toOutcome)
    },

    /** A seq of at least `from` before which no record was sent (from there on); null when none was. */
    async nextSent(of: Pass, from: number): Promise<number | null> {
      const { rows } = await sql<{ first_seq: number }>`
        select first_seq from outcome_segment
        where destination_id = ${of.id} and pass = ${of.pass} and first_seq > ${from - segmentSpan} and last_seq >= ${from}
        order by first_seq limit 1`.execute(db)
      return rows[0] ? Math.max(from, rows[0].first_seq) : null
    },

    /** A seq of at least `from` before which no record was skipped (from there on); null when none was. */
    async nextSkipped(of: Pass, from: number): Promise<number | null> {
      const { rows } = await sql<{ seq: number | null }>`
        select least(
          (select min(greatest(first_seq, ${from})) from skipped_range
            where destination_id = ${of.id} and pass = ${of.pass} and last_seq >= ${from}),
          (select min(seq) from quarantine_record
            where destination_id = ${of.id} and pass = ${of.pass} and outcome = 'skipped' and is_open and seq >= ${from})
        )::float8 as seq`.execute(db)
      return rows[0]?.seq ?? null
    },

    /** Records whose Salesloft id, or whose natural key as the API compares it, is this text; some, in order. */
    async seqsOf(of: Pass, text: string, most: number): Promise<number[]> {
      const found = await Promise.all([withId(db, of, text, most), withKey(db, of, text, most)])
      return [...new Set(found.flat())].sort((one, other) => one - other).slice(0, most)
    },
  }
}

async function withId(db: Kysely<Database>, { id, pass }: Pass, text: string, most: number): Promise<number[]> {
  const { rows } = await sql<{ seq: number }>`
    select u.seq from outcome_segment s, unnest(s.seqs, s.salesloft_ids) as u (seq, found)
    where s.destination_id = ${id} and s.pass = ${pass} and ${text} = any(s.salesloft_ids) and u.found = ${text}
    limit ${most}`.execute(db)
  return rows.map(({ seq }) => seq)
}

async function withKey(db: Kysely<Database>, { id, pass }: Pass, text: string, most: number): Promise<number[]> {
  const { rows } = await sql<{ seq: number }>`
    select distinct u.seq from intent_group g, unnest(g.seqs, g.keys) as u (seq, found)
    where g.destination_id = ${id} and g.pass = ${pass}
      and (${text} = any(g.keys) or lower(${text}) = any(g.keys)) and u.found in (${text}, lower(${text}))
    limit ${most}`.execute(db)
  return rows.map(({ seq }) => seq)
}

const bare = {
  code: null,
  fingerprint: null,
  reason: null,
  status: null,
  salesloftId: null,
  note: null,
  problems: [],
  fieldErrors: [],
}

async function skippedIn(db: Kysely<Database>, { id, pass }: Pass, first: number, last: number) {
  return db
    .selectFrom('skipped_range')
    .select(['first_seq', 'last_seq', 'reason', 'at'])
    .where('destination_id', '=', id)
    .where('pass', '=', pass)
    .where('first_seq', '<=', last)
    .where('last_seq', '>=', first)
    .execute()
}

type SentRow = { seq: number; status: number | null; salesloft_id: string | null; note: string | null; filed_at: Date }

async function sentIn(db: Kysely<Database>, { id, pass }: Pass, first: number, last: number): Promise<SentRow[]> {
  const { rows } = await sql<SentRow>`
    select u.seq, nullif(u.status, 0) as status, u.salesloft_id, s.notes ->> u.seq::text as note, s.filed_at
    from outcome_segment s, unnest(s.seqs, s.statuses, s.salesloft_ids) as u (seq, status, salesloft_id)
    where s.destination_id = ${id} and s.pass = ${pass}
      and s.first_seq <= ${last} and s.first_seq > ${first - segmentSpan} and s.last_seq >= ${first}
      and u.seq between ${first} and ${last}
    order by s.filed_at`.execute(db)
  return rows
}

function quarantine(db: Kysely<Database>, { id, pass }: Pass) {
  return db
    .selectFrom('quarantine_record')
    .select([
      'seq',
      'outcome',
      'code',
      'fingerprint',
      'reason',
      'status',
      'problems',
      'field_errors',
      'note',
      'filed_at',
    ])
    .where('destination_id', '=', id)
    .where('pass', '=', pass)
    .where('is_open', '=', true)
}

type QuarantineRow = Awaited<ReturnType<ReturnType<typeof quarantine>['execute']>>[number]

const Problems = z.array(Problem).nullable()
const FieldErrors = z.array(FieldError).nullable()

function toOutcome({ problems, field_errors, filed_at, ...row }: QuarantineRow): StoredOutcome {
  return {
    ...row,
    salesloftId: null,
    at: filed_at,
    problems: Problems.parse(problems) ?? [],
    fieldErrors: FieldErrors.parse(field_errors) ?? [],
  }
}
