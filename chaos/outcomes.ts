import { Client, type ClientConfig } from 'pg'
import { z } from 'zod'

const Counts = z.object({
  cursor: z.coerce.number(),
  recordCount: z.coerce.number(),
  sent: z.coerce.number(),
  rejected: z.coerce.number(),
  invalid: z.coerce.number(),
  skipped: z.coerce.number(),
  unknown: z.coerce.number(),
})
const Outcome = z.object({ seq: z.number(), outcome: z.string(), note: z.string().nullable() })

/** What the product says became of the records of one destination. */
export type Account = {
  readonly counts: z.infer<typeof Counts>
  /** Every outcome that is in force, of every record: one each, if all is well. */
  readonly outcomes: readonly z.infer<typeof Outcome>[]
}

/** Counts and outcomes of a destination, from one snapshot of the database. */
export async function readAccount(database: ClientConfig, destinationId: string): Promise<Account> {
  const client = new Client(database)
  await client.connect()
  try {
    await client.query('begin transaction isolation level repeatable read')
    const counts = await client.query(
      `select d.cursor, n.record_count as "recordCount", d.sent, d.rejected, d.invalid, d.skipped, d.unknown
       from destination d join nexset n on n.id = d.nexset_id where d.id = $1`,
      [destinationId],
    )
    // An open row in quarantine is newer than the record's segment.
    const outcomes = await client.query(
      `select seq, 'sent' as outcome, s.notes ->> seq::text as note
       from outcome_segment s join destination d on d.id = s.destination_id and d.pass = s.pass, unnest(s.seqs) seq
       where d.id = $1
       union all
       select q.seq, q.outcome, q.note
       from quarantine_record q join destination d on d.id = q.destination_id and d.pass = q.pass
       where d.id = $1 and q.is_open`,
      [destinationId],
    )
    return { counts: Counts.parse(counts.rows[0]), outcomes: z.array(Outcome).parse(outcomes.rows) }
  } finally {
    await client.end()
  }
}
