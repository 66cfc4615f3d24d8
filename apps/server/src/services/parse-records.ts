import { isJsonObject, JsonError, type JsonObject, type JsonValue, parse } from '@sluice/json'
import { AppError } from '../errors.ts'
import type { IngestLimits } from '../ingest/limits.ts'
import { checkAttributeName, checkRecordAttributes } from '../ingest/profile.ts'

export type RecordsBody = { readonly kind: 'json' | 'ndjson'; readonly text: string }

/**
 * The records of a body: a JSON object, an array of objects, or NDJSON; digits and key order kept. Throws an
 * `AppError` that names the first thing that is wrong; then nothing of the body counts.
 */
export function parseRecords({ kind, text }: RecordsBody, limits: IngestLimits, most: number): JsonObject[] {
  const items = kind === 'ndjson' ? parseLines(text) : asList(parseText(text))
  if (items.length === 0) throw new AppError('file_empty', 'There are no records in the body.')
  if (items.length > most) {
    const message = `The body has ${items.length} records; at most ${most} are taken at a time.`
    throw new AppError('request_too_large', message, [], { limit: most })
  }
  return items.map((item, index) => checkRecord(item, index, limits))
}

const asList = (value: JsonValue): JsonValue[] => (Array.isArray(value) ? value : [value])

function parseLines(text: string): JsonValue[] {
  return text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [parseText(line, index + 1)]))
}

function parseText(text: string, line?: number): JsonValue {
  try {
    return parse(text)
  } catch (error) {
    if (!(error instanceof JsonError)) throw error
    const message = line === undefined ? error.message : `Line ${line}: ${error.message}`
    throw new AppError(error.code, message, [{ code: error.code, message, at: error.at }], { line })
  }
}

function checkRecord(item: JsonValue, index: number, limits: IngestLimits): JsonObject {
  const place = `Record ${index + 1} of the body`
  if (!isJsonObject(item)) {
    const message = `${place} is no JSON object.`
    throw new AppError('record_not_object', message, [{ code: 'record_not_object', message, path: String(index) }])
  }
  const names = Object.keys(item)
  checkRecordAttributes(names.length, limits)
  for (const name of names) checkAttributeName(name, limits)
  return item
}
