import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Fence } from './intents.ts'
import { noOutcomes, type OutcomeTally } from './outcome-tally.ts'
import { endDoneReplay } from './replay-records.ts'

type Replayed = {
  /** Of the filing. */
  readonly id: string
  readonly sent: readonly { readonly seq: number }[]
  readonly unsent: readonly { readonly seq: number; readonly outcome: Exclude<keyof OutcomeTally, 'sent'> }[]
}

/**
 * Prepares the filing of a replay's outcomes, in its transaction: closes the rows that they take the place of. Gives
 * how the destination's counts change by that: what is counted as before is counted as now. `again`: filed before.
 */
export async function replaceOutcomes(
  transaction: Kysely<Database>,
  fence: Fence,
  filing: Replayed,
  counted: ReadonlySet<number>,
): Promise<OutcomeTally | 'lost' | 'again'> {
  const row = await transaction
    .selectFrom('destination')
    .select('last_filing')
    .where('id', '=', fence.destinationId)
    .where('fence', '=', fence.fence)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) return 'lost'
  if (row.last_filing === filing.id) return 'again'
  const now = outcomesIn(filing)
  const before = await transaction
    .updateTable('quarantine_record')
    .set({ is_open: false })
    .where('destination_id', '=', fence.destinationId)
    .where('pass', '=', fence.pass)
    .where('seq', '=', sql<number>`any(${now.map(({ seq }) => seq)}::int4[])`)
    .where('is_open', '=', true)
    .returning(['seq', 'outcome'])
    .execute()
  const change = { ...noOutcomes }
  for (const { seq, outcome } of now) if (counted.has(seq)) change[outcome] += 1
  for (const { seq, outcome } of before) if (counted.has(seq)) change[outcome] -= 1
  return change
}

/** Notes what became of a replay's records, and ends it with the last of them. */
export async function noteReplayed(transaction: Kysely<Database>, { runId }: Fence, filing: Replayed): Promise<void> {
  const now = outcomesIn(filing)
  await sql`
    update replay_record p set outcome = o.outcome
    from unnest(${now.map(({ seq }) => seq)}::int4[], ${now.map(({ outcome }) => outcome)}::text[]) as o (seq, outcome)
    where p.run_id = ${runId} and p.seq = o.seq`.execute(transaction)
  await endDoneReplay(transaction, runId)
}

const outcomesIn = ({ sent, unsent }: Replayed) => [
  ...sent.map(({ seq }) => ({ seq, outcome: 'sent' as const })),
  ...unsent.map(({ seq, outcome }) => ({ seq, outcome })),
]
