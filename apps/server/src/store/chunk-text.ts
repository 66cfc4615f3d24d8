import { isJsonObject, type JsonObject, parse } from '@sluice/json'

const lineFeed = 10
const openBracket = 91

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
export function openChunkText(bytes: Buffer): ChunkText {
  const lines = readLines(bytes)
  if (bytes[0] !== openBracket) return { lines, recordIn: parseRecord }
  const [head = '[]', ...rows] = lines
  const names = parseArray(head).map(String)
  return { lines: rows, recordIn: (line) => toRecord(names, parseArray(line)) }
}

/**
 * Decodes line by line: a text with one character beyond ASCII takes V8 ten times as long as one without, and most
 * lines have none.
 */
function readLines(bytes: Buffer): string[] {
  const lines: string[] = []
  for (let at = 0; at < bytes.length; ) {
    const found = bytes.indexOf(lineFeed, at)
    const end = found === -1 ? bytes.length : found
    lines.push(bytes.toString('utf8', at, end))
    at = end + 1
  }
  return lines
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
