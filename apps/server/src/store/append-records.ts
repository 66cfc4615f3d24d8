import { type JsonObject, print } from '@sluice/json'
import { sql, type Transaction } from 'kysely'
import type { Database } from '../database/tables.ts'
import { packBody } from './chunk-body.ts'
import { putTogether, smallChunkBytes, smallChunkRecords } from './put-together.ts'

export type AppendedRange = { readonly firstSeq: number; readonly lastSeq: number }

/** Channel on which the id of a Nexset is told when records were added to it. */
export const appendedChannel = 'nexset_appended'

const mostSmallChunks = 32
const chunkRecords = 1_000
const chunkBytes = 1_048_576

/**
 * Adds records to a Nexset in the caller's transaction, as those of one of its sources, and rings `nexset_appended`
 * when that commits. Locks the Nexset's row until then, so seqs have no gaps: keep the transaction short. At least
 * one record. Gives `undefined` when the Nexset is gone.
 */
export async function appendInTransaction(
  transaction: Transaction<Database>,
  source: { readonly nexsetId: string; readonly sourceId: string },
  records: readonly JsonObject[],
): Promise<AppendedRange | undefined> {
  const { nexsetId, sourceId } = source
  const chunks = await Promise.all(
    toChunks(records).map(async ({ text, count }) => ({ body: await packBody(text), text, count })),
  )
  const nexset = await lockNexset(transaction, nexsetId)
  if (!nexset) return undefined
  const firstSeq = nexset.record_count + 1
  const lastSeq = nexset.record_count + records.length
  const bytes = chunks.reduce((sum, { text }) => sum + text.length, 0)
  let next = firstSeq
  for (const { body, count } of chunks) {
    await transaction
      .insertInto('nexset_chunk')
      .values({ nexset_id: nexsetId, source_id: sourceId, first_seq: next, last_seq: next + count - 1, body })
      .execute()
    next += count
  }
  const isSmall = records.length < smallChunkRecords && bytes < smallChunkBytes
  const smallChunks = isSmall ? nexset.small_chunks + 1 : 0
  if (smallChunks >= mostSmallChunks) await putTogether(transaction, nexsetId)
  await transaction
    .updateTable('nexset')
    .set({
      record_count: lastSeq,
      bytes: sql`bytes + ${bytes}`,
      stored_bytes: sql`stored_bytes + ${chunks.reduce((sum, { body }) => sum + body.length, 0)}`,
      small_chunks: smallChunks >= mostSmallChunks ? 0 : smallChunks,
      last_arrival_at: sql`now()`,
    })
    .where('id', '=', nexsetId)
    .execute()
  await transaction
    .updateTable('nexset_source')
    .set({
      bytes: sql`bytes + ${bytes}`,
      record_count: sql`record_count + ${records.length}`,
      first_seq: sql`coalesce(first_seq, ${firstSeq})`,
      last_seq: lastSeq,
      last_arrival_at: sql`now()`,
    })
    .where('id', '=', sourceId)
    .execute()
  await ringAppended(transaction, nexsetId)
  return { firstSeq, lastSeq }
}

export type AppendInTransaction = typeof appendInTransaction

/** Locks the row of a Nexset that is added to; others who add wait. */
export async function lockNexset(transaction: Transaction<Database>, nexsetId: string) {
  return transaction
    .selectFrom('nexset')
    .select(['record_count', 'small_chunks', 'profiled_seq'])
    .where('id', '=', nexsetId)
    .forUpdate()
    .executeTakeFirst()
}

/** Tells every listening process, once the transaction commits. */
export async function ringAppended(transaction: Transaction<Database>, nexsetId: string): Promise<void> {
  await sql`select pg_notify(${appendedChannel}, ${nexsetId})`.execute(transaction)
}

function toChunks(records: readonly JsonObject[]): { text: Buffer; count: number }[] {
  const chunks: { text: Buffer; count: number }[] = []
  let lines: string[] = []
  let length = 0
  const close = () => {
    chunks.push({ text: Buffer.from(`${lines.join('\n')}\n`), count: lines.length })
    lines = []
    length = 0
  }
  for (const record of records) {
    const line = print(record)
    lines.push(line)
    length += line.length
    if (lines.length >= chunkRecords || length >= chunkBytes) close()
  }
  if (lines.length > 0) close()
  return chunks
}
