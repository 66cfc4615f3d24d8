import type { FileInspection, FileOptions, FileProblem } from '@sluice/schema'
import type { StoredProfile } from '../store/tables/nexsets.ts'
import { createChunkPacker } from './chunk-packer.ts'
import type { IngestLimits } from './limits.ts'
import { mapAhead } from './map-ahead.ts'
import { type OpenFile, openFile } from './open-file.ts'

/** Records as they are filed, with the problems that were found up to their end. */
export type PackedChunk = {
  readonly count: number
  /** NDJSON, zstd, with memory of its own. Empty where `count` is 0. */
  readonly body: Uint8Array<ArrayBuffer>
  readonly problems: readonly FileProblem[]
}

/** What a file was, known once all of it is read. */
export type FileFindings = { readonly problemCount: number; readonly profile: readonly StoredProfile[] }

export type FileReading = Pick<FileInspection, 'options'> & {
  /** The file's records, read as they are taken. Throws an `AppError` when the file is refused. */
  readonly chunks: AsyncGenerator<PackedChunk, FileFindings>
}

export type ReadSettings = { readonly given: FileOptions; readonly limits: IngestLimits }

const chunksPackedAtOnce = 3

/** Reads a whole file, and packs its records in chunks. A piece of the source is done with when the next is asked for. */
export async function readFile(source: AsyncIterable<Buffer>, settings: ReadSettings): Promise<FileReading> {
  const file = await openFile(source, settings)
  return { options: file.options, chunks: readChunks(file) }
}

async function* readChunks({ chunks, problems, profile }: OpenFile): AsyncGenerator<PackedChunk, FileFindings> {
  const packer = createChunkPacker()
  const packed = mapAhead(chunks, chunksPackedAtOnce, async ({ bytes, count, release }) => {
    const body = await packer.pack(bytes)
    release()
    return { count, body }
  })
  try {
    for await (const chunk of packed) yield { ...chunk, problems: problems.take() }
    problems.checkAtEnd()
    yield { count: 0, body: new Uint8Array(), problems: problems.take() }
  } finally {
    packer.close()
  }
  return { problemCount: problems.count, profile: profile.toStored() }
}
