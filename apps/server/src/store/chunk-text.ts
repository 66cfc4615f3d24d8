import { isJsonObject, type JsonObject, parse } from '@sluice/json'

const lineFeed = 10
const openBracket = 91

/** Stands in a row for a cell that the record leaves out; a cell is text or null otherwise. */
export const leftOut = 0

/** The unpacked text of a chunk; a record is decoded and parsed when it is asked for. */
export type ChunkText = {
  /** Records in it. */
  readonly length: number
  /** The line that holds a record. */
  lineAt(index: number): string
  recordAt(index: number): JsonObject
}

/**
 * Opens the text of a chunk: NDJSON; or rows of a CSV file, where the first line is the JSON array of the names, and
 * each other one the array of the cells.
 */
export function openChunkText(bytes: Buffer): ChunkText {
  const starts = findLines(bytes)
  const count = starts.length - 1
  // One by one: a text with one character beyond ASCII takes V8 ten times as long as one without, and most lines have none.
  const textAt = (line: number) => bytes.toString('utf8', starts[line], (starts[line + 1] ?? 0) - 1)
  if (bytes[0] !== openBracket) {
    return { length: count, lineAt: textAt, recordAt: (index) => parseRecord(textAt(index)) }
  }
  const names = parseArray(textAt(0)).map(String)
  const lineAt = (index: number) => textAt(index + 1)
  return { length: count - 1, lineAt, recordAt: (index) => toRecord(names, parseArray(lineAt(index))) }
}

/** Where each line begins, and where one more would; the last one may be without its line feed. */
function findLines(bytes: Buffer): number[] {
  const starts = [0]
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(lineFeed, at)
    at = (end === -1 ? bytes.length : end) + 1
    starts.push(at)
  }
  return starts
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
