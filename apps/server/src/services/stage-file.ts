import type { FileOptions, FileProblem } from '@sluice/schema'
import type { Transaction } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { IngestLimits } from '../ingest/limits.ts'
import { mapAhead } from '../ingest/map-ahead.ts'
import { type Measure, Measured } from '../ingest/measured.ts'
import { type OpenFile, openFile } from '../ingest/open-file.ts'
import { packBody } from '../store/chunk-body.ts'
import { createStagedFile } from '../store/staged-file.ts'
import { storageQuota, tooManyRecords } from './file-refusals.ts'

export type FileUpload = {
  readonly fileName: string
  readonly options: FileOptions
  readonly stream: AsyncIterable<Buffer>
}

/** A file that is in, all of it, and not yet part of its Nexset. */
export type StagedFile = {
  readonly file: OpenFile
  readonly staged: ReturnType<typeof createStagedFile>
  readonly measure: Measure
  readonly recordCount: number
  readonly storedBytes: number
  /** The first of its problems. */
  readonly problems: readonly FileProblem[]
}

const chunksPackedAtOnce = 3
const toldProblems = 100

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
  const measured = new Measured(upload.stream, limits)
  const file = await openFile(measured.stream, { given: upload.options, limits })
  const staged = createStagedFile(transaction, nexsetId)
  await staged.open(upload.fileName)

  const problems: FileProblem[] = []
  let recordCount = 0
  let storedBytes = 0
  let filing: Promise<void> = Promise.resolve()
  const packed = mapAhead(file.chunks, chunksPackedAtOnce, async ({ bytes, count }) => ({
    count,
    body: await packBody(bytes),
  }))
  for await (const chunk of packed) {
    recordCount += chunk.count
    storedBytes += chunk.body.length
    if (recordCount > limits.nexsetRecords) throw tooManyRecords(limits)
    if (storedBytes > bytesLeft) throw storageQuota(limits)
    await filing
    filing = fileChunk(chunk)
    // Awaited with the next one; until then its failure is no one's.
    filing.catch(() => {})
  }
  await filing
  file.problems.checkAtEnd()
  await fileProblems()
  return { file, staged, measure: measured.take(), recordCount, storedBytes, problems }

  async function fileChunk(chunk: { count: number; body: Buffer }): Promise<void> {
    await staged.addChunk(chunk)
    await fileProblems()
  }

  async function fileProblems(): Promise<void> {
    const found = file.problems.take()
    problems.push(...found.slice(0, toldProblems - problems.length))
    await staged.addProblems(found)
  }
}
