import type { AttributeType, FileOptions, FileProblem, SameFile } from '@sluice/schema'
import { type Kysely, sql, type Transaction } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Database } from '../database/tables.ts'
import { storableText } from './storable.ts'

export type StagedChunk = { readonly count: number; readonly body: Buffer }

/** What the source of a file says once all of it is in. */
export type SourceFacts = {
  readonly options: FileOptions
  readonly types: Readonly<Record<string, AttributeType>>
  readonly contentHash: Buffer
  readonly headHash: Buffer
  readonly bytes: number
  readonly recordCount: number
  readonly problemCount: number
}

/** A transaction may be idle for as long as the sender of a file may make no progress, and a little more. */
export async function waitForSlowSender(transaction: Transaction<Database>): Promise<void> {
  await sql`set local idle_in_transaction_session_timeout = '90s'`.execute(transaction)
}

/**
 * A file that comes in, in a transaction of its own. Its chunks lie under the id of its source until they join the
 * Nexset, so that nobody who adds to the Nexset has to wait for a slow upload.
 */
export function createStagedFile(transaction: Transaction<Database>, nexsetId: string) {
  const sourceId = uuid()
  let count = 0
  return {
    sourceId,

    async open(fileName: string): Promise<void> {
      await transaction
        .insertInto('nexset_source')
        .values({ id: sourceId, nexset_id: nexsetId, kind: 'file', name: storableText(fileName) })
        .execute()
    },

    async addChunks(chunks: readonly StagedChunk[]): Promise<void> {
      if (chunks.length === 0) return
      const rows = chunks.map((chunk) => {
        const first_seq = count + 1
        count += chunk.count
        return { nexset_id: sourceId, source_id: sourceId, first_seq, last_seq: count, body: chunk.body }
      })
      await transaction.insertInto('nexset_chunk').values(rows).execute()
    },

    async addProblems(problems: readonly FileProblem[]): Promise<void> {
      for (let from = 0; from < problems.length; from += rowsAtOnce) {
        const rows = problems.slice(from, from + rowsAtOnce).map((problem) => ({
          source_id: sourceId,
          line: problem.line,
          code: problem.code,
          message: storableText(problem.message),
          raw: problem.raw === null ? null : storableText(problem.raw),
        }))
        await transaction.insertInto('nexset_problem').values(rows).execute()
      }
    },

    /** Puts the records behind the Nexset's own. The caller holds its lock. */
    async join(recordCount: number, facts: SourceFacts): Promise<{ firstSeq: number; lastSeq: number }> {
      await transaction
        .updateTable('nexset_chunk')
        .set({
          nexset_id: nexsetId,
          first_seq: sql`first_seq + ${recordCount}`,
          last_seq: sql`last_seq + ${recordCount}`,
        })
        .where('nexset_id', '=', sourceId)
        .execute()
      const range = { firstSeq: recordCount + 1, lastSeq: recordCount + count }
      await transaction
        .updateTable('nexset_source')
        .set({
          options: JSON.stringify(facts.options),
          types: JSON.stringify(facts.types),
          content_hash: facts.contentHash,
          head_hash: facts.headHash,
          bytes: facts.bytes,
          record_count: facts.recordCount,
          problem_count: facts.problemCount,
          first_seq: range.firstSeq,
          last_seq: range.lastSeq,
          last_arrival_at: sql`now()`,
        })
        .where('id', '=', sourceId)
        .execute()
      return range
    },
  }
}

const rowsAtOnce = 1_000
const mostSame = 5

/** Files that came before with the same content, or of the same length and with the same begin; newest first. */
export async function findSameFiles(
  db: Kysely<Database>,
  file: { contentHash: Buffer } | { headHash: Buffer; bytes: number },
  but?: string,
): Promise<SameFile[]> {
  let query = db
    .selectFrom('nexset_source as s')
    .innerJoin('nexset as n', 'n.id', 's.nexset_id')
    .select(['n.id', 'n.name', 's.name as file_name', 's.created_at'])
    .orderBy('s.created_at', 'desc')
    .limit(mostSame)
  query =
    'contentHash' in file
      ? query.where('s.content_hash', '=', file.contentHash)
      : query.where('s.head_hash', '=', file.headHash).where('s.bytes', '=', file.bytes)
  if (but !== undefined) query = query.where('s.id', '!=', but)
  const rows = await query.execute()
  return rows.map(({ id, name, file_name, created_at }) => ({
    nexsetId: id,
    nexsetName: name,
    fileName: file_name,
    at: created_at.toISOString(),
  }))
}
