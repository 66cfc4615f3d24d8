import { isJsonObject, JsonError, type JsonValue, parse, print } from '@sluice/json'
import { AppError } from '../errors.ts'
import { isBlank } from './json-scan.ts'
import type { ReaderTarget } from './record-reader.ts'

const lineFeed = 10

/**
 * Files the JSON text of one record, or a problem with it; it is kept as it stands, or compact if it has line ends.
 * `isPart` of a larger JSON text: then what isn't JSON refuses the whole.
 */
export function takeRecord(text: Buffer, line: number, target: ReaderTarget, isPart = false): void {
  const { records, problems, profile, limits } = target
  const raw = trim(text)
  if (raw.length === 0) return
  const problem = { line, raw }
  if (raw.length > limits.recordBytes) {
    const message = `The record is larger than ${limits.recordBytes} bytes.`
    problems.add({ ...problem, code: 'record_too_large', message })
    return
  }
  const value = read(raw, line, isPart)
  if (value instanceof JsonError) problems.add({ ...problem, code: value.code, message: value.message })
  else if (!isJsonObject(value)) {
    problems.add({ ...problem, code: 'record_not_object', message: 'This is no JSON object.' })
  } else {
    profile.add(value, line)
    records.add(raw.includes(lineFeed) ? Buffer.from(print(value)) : raw, line)
    problems.addGood()
  }
}

function read(raw: Buffer, line: number, isPart: boolean): JsonValue | JsonError {
  try {
    return parse(raw.toString())
  } catch (error) {
    if (!(error instanceof JsonError)) throw error
    if (error.code === 'json_invalid' && !isPart) return error
    const message = `The record on line ${line}: ${error.message}`
    throw new AppError(error.code, message, [{ code: error.code, message, at: error.at }], { line })
  }
}

function trim(bytes: Buffer): Buffer {
  let from = 0
  let to = bytes.length
  while (from < to && isBlank(bytes[from])) from++
  while (to > from && isBlank(bytes[to - 1])) to--
  return bytes.subarray(from, to)
}
