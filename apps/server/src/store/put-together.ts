import type { Transaction } from 'kysely'
import type { Database } from '../database/tables.ts'
import { packBody, unpackBody } from './chunk-body.ts'

/** A chunk with less than both may be put together with its neighbours. */
export const smallChunkRecords = 500
export const smallChunkBytes = 262_144

const mostRecords = 1_000
const mostRows = 64

/**
 * Makes one chunk of the small ones at the end of a Nexset, so that many small appends stay quick to read. The
 * caller holds the Nexset's lock. Records keep their seqs, and readers go by a chunk's last seq, so none is disturbed.
 */
export async function putTogether(transaction: Transaction<Database>, nexsetId: string): Promise<void> {
  const newest = await transaction
    .selectFrom('nexset_chunk')
    .select(['first_seq', 'last_seq', 'source_id', 'body'])
    .where('nexset_id', '=', nexsetId)
    .orderBy('last_seq', 'desc')
    .limit(mostRows)
    .execute()
  const [last] = newest
  if (!last) return
  const end = newest.findIndex(
    ({ first_seq, source_id, body }) =>
      source_id !== last.source_id || last.last_seq - first_seq >= mostRecords || body.length > smallChunkBytes,
  )
  const together = (end === -1 ? newest : newest.slice(0, end)).toReversed()
  const [first] = together
  if (!first || together.length < 2) return
  const text = Buffer.concat(await Promise.all(together.map(({ body }) => unpackBody(body))))
  await transaction
    .deleteFrom('nexset_chunk')
    .where('nexset_id', '=', nexsetId)
    .where('last_seq', '>=', first.last_seq)
    .where('last_seq', '<', last.last_seq)
    .execute()
  await transaction
    .updateTable('nexset_chunk')
    .set({ first_seq: first.first_seq, body: await packBody(text) })
    .where('nexset_id', '=', nexsetId)
    .where('last_seq', '=', last.last_seq)
    .execute()
}
