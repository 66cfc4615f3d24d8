import { isJsonObject, type JsonObject, parse } from '@sluice/json'

/** Stands in a row for a cell that the record leaves out; a cell is text or null otherwise. */
export const leftOut = 0

/** The unpacked text of a chunk, its records one a line. */
export type ChunkText = {
  readonly lines: readonly string[]
  /** The record that one of the lines holds. */
  recordIn(line: string): JsonObject
}

/**
 * Opens the text of a chunk: NDJSON; or rows of a CSV file, where the first line is the JSON array of the names, and
 * each other one the array of the cells.
 */
export function openChunkText(text: string): ChunkText {
  const lines = text.trimEnd().split('\n')
  if (!text.startsWith('[')) return { lines, recordIn: parseRecord }
  const [head = '[]', ...rows] = lines
  const names = parseArray(head).map(String)
  return { lines: rows, recordIn: (line) => toRecord(names, parseArray(line)) }
}

function parseRecord(line: string): JsonObject {
  const value = parse(line)
  if (!isJsonObject(value)) throw new Error('A chunk holds something that is no record')
  return value
}

/** Rows hold no numbers but {@link leftOut}, so JavaScript's own parser does. */
function parseArray(line: string): unknown[] {
  const value: unknown = JSON.parse(line)
  if (!Array.isArray(value)) throw new Error('A chunk of rows holds something that is no row')
  return value
}

function toRecord(names: readonly string[], cells: readonly unknown[]): JsonObject {
  const record: JsonObject = {}
  for (let column = 0; column < names.length; column++) {
    const name = names[column] ?? ''
    const cell = cells[column]
    if (typeof cell !== 'string' && cell !== null) continue
    if (name === '__proto__')
      Object.defineProperty(record, name, { value: cell, enumerable: true, configurable: true, writable: true })
    else record[name] = cell
  }
  return record
}
