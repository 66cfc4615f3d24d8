import { print } from '@sluice/json'
import type { FileOptions, FileProblem } from '@sluice/schema'
import { AppError } from '../src/errors.ts'
import { type IngestLimits, ingestLimits } from '../src/ingest/limits.ts'
import { type OpenFile, openFile } from '../src/ingest/open-file.ts'
import { openChunkText } from '../src/store/chunk-text.ts'

type Settings = {
  readonly given?: FileOptions
  readonly limits?: Partial<IngestLimits>
  /** How many bytes come at a time. */
  readonly pieces?: number
}

export type ReadText = {
  readonly file: OpenFile
  readonly lines: string[]
  readonly begins: number[]
  readonly problems: FileProblem[]
}

/** Reads a file that lies in memory: its records as lines of NDJSON, and the lines of the file they began on. */
export async function readText(content: string | Buffer, settings: Settings = {}): Promise<ReadText> {
  const { given = {}, limits, pieces = 65_536 } = settings
  const file = await openFile(inPieces(Buffer.from(content), pieces), { given, limits: { ...ingestLimits, ...limits } })
  const lines: string[] = []
  const begins: number[] = []
  for await (const chunk of file.chunks) {
    const text = openChunkText(chunk.bytes)
    // As it stands in the chunk, unless that holds rows.
    for (let index = 0; index < text.length; index++) {
      const line = text.lineAt(index)
      lines.push(line.startsWith('{') ? line : print(text.recordAt(index)))
    }
    begins.push(...chunk.lines)
  }
  file.problems.checkAtEnd()
  return { file, lines, begins, problems: file.problems.take() }
}

/** The refusal that reading ends with. */
export async function refusalOf(
  content: string | Buffer,
  settings: Settings = {},
): Promise<{ code: string; line?: number; at?: number; message: string }> {
  try {
    await readText(content, settings)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { code, message, extra, problems } = error
    const at = problems[0]?.at
    return { code, message, ...(extra.line !== undefined && { line: extra.line }), ...(at !== undefined && { at }) }
  }
  throw new Error('The file was taken.')
}

async function* inPieces(bytes: Buffer, length: number): AsyncGenerator<Buffer, void> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}
