import type { FileOptions, FileProblem } from '@sluice/schema'
import type { Transaction } from 'kysely'
import type { Database } from '../database/tables.ts'
import { readFileApart } from '../ingest/apart/read-file-apart.ts'
import type { IngestLimits } from '../ingest/limits.ts'
import { type Measure, Measured } from '../ingest/measured.ts'
import { peek } from '../ingest/peek.ts'
import { type FileFindings, type PackedChunk, readFile } from '../ingest/read-file.ts'
import { createStagedFile, waitForSlowSender } from '../store/staged-file.ts'
import { storageQuota, tooManyRecords } from './file-refusals.ts'
import { createGathered } from './gathered.ts'

export type FileUpload = {
  readonly fileName: string
  readonly options: FileOptions
  readonly stream: AsyncIterable<Buffer>
}

/** A file that is in, all of it, and not yet part of its Nexset. */
export type StagedFile = FileFindings & {
  /** As used: guessed, or as given. */
  readonly options: FileOptions
  readonly staged: ReturnType<typeof createStagedFile>
  readonly measure: Measure
  readonly recordCount: number
  readonly storedBytes: number
  /** The first of its problems. */
  readonly problems: readonly FileProblem[]
}

/** A file up to this size isn't worth a thread of its own. */
const smallBytes = 262_144
const toldProblems = 100
/** Chunks in one statement. */
const mostFiledAtOnce = 4

/**
 * Reads a file and files its records, in the caller's transaction and out of everybody's way. `bytesLeft`: on disk, in
 * the workspace. Throws an `AppError` as soon as the file is to be refused.
 */
export async function stageFile(
  transaction: Transaction<Database>,
  nexsetId: string,
  upload: FileUpload,
  { limits, bytesLeft }: { readonly limits: IngestLimits; readonly bytesLeft: number },
): Promise<StagedFile> {
  await waitForSlowSender(transaction)
  const measured = new Measured(upload.stream, limits)
  const begin = await peek(measured.stream, smallBytes)
  const read = begin.isWhole ? readFile : readFileApart
  const { options, chunks } = await read(begin.stream, { given: upload.options, limits })
  const staged = createStagedFile(transaction, nexsetId)
  await staged.open(upload.fileName)

  const problems: FileProblem[] = []
  let recordCount = 0
  let storedBytes = 0
  const filing = createGathered(mostFiledAtOnce, file)
  try {
    for (let next = await chunks.next(); ; next = await chunks.next()) {
      if (next.done) {
        await filing.end()
        return { ...next.value, options, staged, measure: measured.take(), recordCount, storedBytes, problems }
      }
      const chunk = next.value
      recordCount += chunk.count
      storedBytes += chunk.body.length
      if (recordCount > limits.nexsetRecords) throw tooManyRecords(limits)
      if (storedBytes > bytesLeft) throw storageQuota(limits)
      problems.push(...chunk.problems.slice(0, toldProblems - problems.length))
      await filing.add(chunk)
    }
  } finally {
    await chunks.return({ problemCount: 0, profile: [] })
  }

  async function file(packed: readonly PackedChunk[]): Promise<void> {
    const filled = packed.filter(({ count }) => count > 0)
    await staged.addChunks(
      filled.map(({ count, body }) => ({ count, body: Buffer.from(body.buffer, body.byteOffset, body.byteLength) })),
    )
    // Its memory goes back at once: garbage of a thousand chunks would be a quarter of an upload's.
    for (const { body } of packed) body.buffer.transfer(0)
    await staged.addProblems(packed.flatMap((chunk) => chunk.problems))
  }
}
