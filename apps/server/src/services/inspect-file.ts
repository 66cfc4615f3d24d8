import type { JsonObject } from '@sluice/json'
import type { FileInspection, FileOptions } from '@sluice/schema'
import type { Kysely } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { IngestLimits } from '../ingest/limits.ts'
import { Measured } from '../ingest/measured.ts'
import { openFile } from '../ingest/open-file.ts'
import type { FullBuffer } from '../ingest/record-buffer.ts'
import { createApplyTypes } from '../store/apply-types.ts'
import { openChunkText } from '../store/chunk-text.ts'
import { findSameFiles } from '../store/staged-file.ts'

const shownRows = 20
/** At most so much of a part is sent, and read after unpacking. */
const inspectedBytes = 1_048_576

type Part = { readonly options: FileOptions; readonly size: number | undefined; readonly stream: AsyncIterable<Buffer> }

/** Looks at the first part of a file and says how it would be read; keeps nothing. */
export async function inspectFile(db: Kysely<Database>, part: Part, limits: IngestLimits): Promise<FileInspection> {
  const measured = new Measured(part.stream, { fileBytes: inspectedBytes })
  const parts: Buffer[] = []
  for await (const bytes of measured.stream) parts.push(bytes)
  const { bytes, headHash } = measured.take()
  const isCut = part.size === undefined ? bytes >= inspectedBytes : bytes < part.size
  const file = await openFile(from(parts), { given: part.options, limits, part: { isCut, mostBytes: inspectedBytes } })
  const rows: { line: number; data: JsonObject }[] = []
  for await (const chunk of file.chunks) rows.push(...recordsOf(chunk).slice(0, shownRows - rows.length))
  if (file.isWhole()) file.problems.checkAtEnd()
  const { attributes } = file.profile
  const isCsv = file.options.format === 'csv' || file.options.format === 'tsv'
  const apply = createApplyTypes(isCsv ? Object.fromEntries(attributes.map(({ name, type }) => [name, type])) : {}, {})
  return {
    options: file.options,
    guessed: [...file.guessed],
    isGzipped: file.isGzipped,
    attributes,
    rows: rows.map(({ line, data }) => ({ line, data: apply(data) })),
    problems: file.problems.take().slice(0, 100),
    recordsSeen: file.problems.good,
    isWhole: file.isWhole(),
    sameAs: part.size === undefined ? [] : await findSameFiles(db, { headHash, bytes: part.size }),
  }
}

async function* from(parts: readonly Buffer[]): AsyncGenerator<Buffer, void> {
  yield* parts
}

function recordsOf({ bytes, lines }: FullBuffer): { line: number; data: JsonObject }[] {
  const { length, recordAt } = openChunkText(bytes)
  const shown = Math.min(shownRows, length)
  return Array.from({ length: shown }, (_, index) => ({ line: lines[index] ?? 0, data: recordAt(index) }))
}
