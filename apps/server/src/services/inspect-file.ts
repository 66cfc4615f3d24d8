import { isJsonObject, parse } from '@sluice/json'
import type { AttributeType, FileInspection, FileOptions } from '@sluice/schema'
import type { Kysely } from 'kysely'
import type { Database } from '../database/tables.ts'
import { AppError } from '../errors.ts'
import type { IngestLimits } from '../ingest/limits.ts'
import { Measured } from '../ingest/measured.ts'
import { openFile } from '../ingest/open-file.ts'
import type { FullBuffer } from '../ingest/record-buffer.ts'
import { createApplyTypes } from '../store/apply-types.ts'
import { findSameFiles } from '../store/staged-file.ts'

const shownRows = 20
/** At most so much of a part is sent, and read after unpacking. */
export const inspectedBytes = 1_048_576

type Part = { readonly options: FileOptions; readonly size: number | undefined; readonly stream: AsyncIterable<Buffer> }

/** Looks at the first part of a file and says how it would be read; keeps nothing. */
export async function inspectFile(db: Kysely<Database>, part: Part, limits: IngestLimits): Promise<FileInspection> {
  const measured = new Measured(part.stream, { fileBytes: inspectedBytes })
  const parts: Buffer[] = []
  for await (const bytes of measured.stream) parts.push(bytes)
  const { bytes, headHash } = measured.take()
  const isCut = part.size === undefined ? bytes >= inspectedBytes : bytes < part.size
  const file = await openFile(from(parts), { given: part.options, limits, part: { isCut, mostBytes: inspectedBytes } })
  const rows: { line: number; text: string }[] = []
  for await (const chunk of file.chunks) rows.push(...rowsOf(chunk).slice(0, shownRows - rows.length))
  if (file.isWhole()) file.problems.checkAtEnd()
  const { attributes } = file.profile
  return {
    options: file.options,
    guessed: [...file.guessed],
    isGzipped: file.isGzipped,
    attributes,
    rows: readRows(rows, file.options.format === 'csv' || file.options.format === 'tsv' ? attributes : []),
    problems: file.problems.take().slice(0, 100),
    recordsSeen: file.problems.good,
    isWhole: file.isWhole(),
    sameAs: part.size === undefined ? [] : await findSameFiles(db, { headHash, bytes: part.size }),
  }
}

async function* from(parts: readonly Buffer[]): AsyncGenerator<Buffer, void> {
  yield* parts
}

function rowsOf({ bytes, lines }: FullBuffer): { line: number; text: string }[] {
  const texts = bytes.toString().split('\n', lines.length)
  return texts.map((text, index) => ({ line: lines[index] ?? 0, text }))
}

function readRows(
  rows: readonly { line: number; text: string }[],
  attributes: readonly { name: string; type: AttributeType }[],
): FileInspection['rows'] {
  const apply = createApplyTypes(Object.fromEntries(attributes.map(({ name, type }) => [name, type])), {})
  return rows.map(({ line, text }) => {
    const data = parse(text)
    if (!isJsonObject(data)) throw new AppError('record_not_object', `Line ${line} is no record.`)
    return { line, data: apply(data) }
  })
}
