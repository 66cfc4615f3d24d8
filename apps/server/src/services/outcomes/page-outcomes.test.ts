import { NewDestination } from '@sluice/schema'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { afterAll, expect, it } from 'vitest'
import { createTestDatabase } from '../../../test/test-database.ts'
import { createDestinationStore } from '../../store/destinations.ts'
import { createOutcomeStore } from '../../store/outcomes.ts'
import { pageOutcomes } from './page-outcomes.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())
const { db } = database
const outcomes = createOutcomeStore(db)
const credentialId = uuid()
await sql`insert into master_key (id, check_value) values ('test', '')`.execute(db)
await sql`insert into credential (id, name, connector, kind, base_url, secret_sealed, secret_key_id, points_per_minute,
  share_for_others, in_flight) values (${credentialId}, 'Test', 'salesloft', 'api_key', 'https://x.example', '', 'test', 600, 10, 8)`.execute(
  db,
)

/** A destination of so many records, with a run that outcomes can be filed of. */
async function open(recordCount: number, cursor: number) {
  const [nexsetId, runId] = [uuid(), uuid()]
  await sql`insert into nexset (id, name, kind, source_label, record_count) values (${nexsetId}, 'N', 'api', '', ${recordCount})`.execute(
    db,
  )
  const request = { mode: 'template', template: 'accounts.upsert' }
  const id = await createDestinationStore(db).insert(
    NewDestination.parse({ name: 'D', connector: 'salesloft', credentialId, nexsetId, request }),
  )
  await sql`insert into run (id, destination_id, number, kind, pass, version, from_seq) values (${runId}, ${id}, 1, 'delivery', 1, 1, 1)`.execute(
    db,
  )
  const source = { id, pass: 1, cursor, recordCount }
  return {
    async send(seqs: readonly number[]) {
      await sql`insert into outcome_segment (id, destination_id, run_id, pass, first_seq, last_seq, seqs, statuses, salesloft_ids, durations_ms)
        values (${uuid()}, ${id}, ${runId}, 1, ${Math.min(...seqs)}, ${Math.max(...seqs)}, ${seqs}::int4[],
          ${seqs.map(() => 200)}::int2[], ${seqs.map(String)}::text[], ${seqs.map(() => 1)}::int4[])`.execute(db)
    },
    async skip(first: number, last: number) {
      await sql`insert into skipped_range (id, destination_id, pass, first_seq, last_seq, reason)
        values (${uuid()}, ${id}, 1, ${first}, ${last}, 'later')`.execute(db)
    },
    async quarantine(seq: number, outcome: string, isOpen = true) {
      await sql`insert into quarantine_record (id, destination_id, run_id, pass, seq, outcome, code, reason, fingerprint, is_open)
        values (${uuid()}, ${id}, ${runId}, 1, ${seq}, ${outcome}, 'c', 'r', 'f', ${isOpen})`.execute(db)
    },
    /** All pages, to the end. */
    async seqsOf(outcome: 'sent' | 'skipped' | 'pending' | 'rejected' | undefined, limit: number) {
      const pages: number[][] = []
      for (let after: number | null = 0; after !== null; ) {
        const page = await pageOutcomes(outcomes, source, { outcome, after, limit })
        pages.push(page.items.map(({ seq }) => seq))
        after = page.nextAfter
      }
      return pages
    },
    all: async () =>
      (await pageOutcomes(outcomes, source, { outcome: undefined, after: 0, limit: recordCount })).items.map(
        ({ seq, outcome }) => `${seq} ${outcome}`,
      ),
  }
}

it('gives each record its newest fate: open quarantine, else sent, else skipped, else pending', async () => {
  const place = await open(8, 6)
  await place.send([1, 3, 7])
  await place.skip(2, 4)
  await place.quarantine(4, 'rejected')
  await place.quarantine(5, 'unknown')
  await place.quarantine(3, 'rejected', false)
  await place.quarantine(6, 'skipped')
  expect(await place.all()).toEqual([
    '1 sent',
    '2 skipped',
    '3 sent',
    '4 rejected',
    '5 unknown',
    '6 skipped',
    '7 sent',
    '8 pending',
  ])
  expect(await place.seqsOf('sent', 2)).toEqual([[1, 3], [7]])
  expect(await place.seqsOf('skipped', 1)).toEqual([[2], [6]])
  expect(await place.seqsOf('pending', 5)).toEqual([[8]])
  expect(await place.seqsOf('rejected', 5)).toEqual([[4]])
})

it('finds the few sent records among a million without looking at each', async () => {
  const place = await open(1_000_000, 1_000_000)
  await place.skip(1, 1_000_000)
  await place.send([2, 90_001])
  await place.send([50])
  await place.send([700_000])
  expect((await place.seqsOf('sent', 100)).flat()).toEqual([2, 50, 90_001, 700_000])
})
