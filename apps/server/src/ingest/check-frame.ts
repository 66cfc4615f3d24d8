import { isJsonObject, JsonError, type JsonValue, parse } from '@sluice/json'
import { AppError } from '../errors.ts'

/**
 * Checks what stands around the array of records (there, the array itself is empty): it must be JSON, and hold no
 * second array of objects. `isFound`: there was an array of records.
 */
export function checkFrame(text: string, isFound: boolean): void {
  if (text.trim() === '') return
  const frame = parseFrame(text)
  if (Array.isArray(frame)) return
  if (!isFound) {
    throw new AppError(
      'json_array_missing',
      'The file holds no array of records. Send an array of objects, or one object a line.',
    )
  }
  if (holdsObjects(frame)) {
    throw new AppError(
      'json_array_ambiguous',
      'The file holds more than one array of objects. Send the one with the records alone.',
    )
  }
}

function parseFrame(text: string): JsonValue {
  try {
    return parse(text)
  } catch (error) {
    if (!(error instanceof JsonError)) throw error
    const message = `The file isn’t JSON around its records: ${error.message}`
    throw new AppError(error.code, message, [{ code: error.code, message, at: error.at }])
  }
}

function holdsObjects(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(isJsonObject) || value.some(holdsObjects)
  return isJsonObject(value) && Object.values(value).some(holdsObjects)
}
