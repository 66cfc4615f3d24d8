import { FieldError, Problem } from '@sluice/schema'
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '../database/tables.ts'
import type { Pass, QuarantineOutcome } from './outcomes.ts'

/** Quarantined records with the same cause, and how the first of them puts it. */
export type StoredErrorGroup = {
  readonly fingerprint: string
  readonly outcome: QuarantineOutcome
  readonly code: string
  readonly count: number
  readonly sampleSeq: number
  readonly reason: string
  readonly status: number | null
  readonly problems: readonly Problem[]
  readonly fieldErrors: readonly FieldError[]
}

const mostGroups = 200

const Row = z.object({
  fingerprint: z.string(),
  outcome: z.enum(['rejected', 'invalid', 'unknown']),
  code: z.string(),
  count: z.int(),
  sampleSeq: z.int(),
  reason: z.string(),
  status: z.int().nullable(),
  problems: z
    .array(Problem)
    .nullable()
    .transform((list) => list ?? []),
  fieldErrors: z
    .array(FieldError)
    .nullable()
    .transform((list) => list ?? []),
})

/** The causes why records of a destination weren't sent, the most frequent first. */
export async function findErrorGroups(db: Kysely<Database>, { id, pass }: Pass): Promise<StoredErrorGroup[]> {
  const { rows } = await sql`
    with causes as (
      select fingerprint, count(*)::int4 as count, min(seq) as seq from quarantine_record
      where destination_id = ${id} and pass = ${pass} and is_open and outcome <> 'skipped'
      group by fingerprint order by count(*) desc, min(seq) limit ${mostGroups}
    )
    select q.fingerprint, q.outcome, q.code, c.count, q.seq as "sampleSeq", q.reason, q.status, q.problems,
      q.field_errors as "fieldErrors"
    from causes c join quarantine_record q
      on q.destination_id = ${id} and q.pass = ${pass} and q.is_open and q.seq = c.seq
    order by c.count desc, c.seq`.execute(db)
  return rows.map((row) => Row.parse(row))
}
