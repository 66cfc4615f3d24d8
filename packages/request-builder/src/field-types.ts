import { isJsonObject, type JsonValue, numberOf } from '@sluice/json'
import type { FieldType } from '@sluice/schema'
import { coerceDateTime } from './date-time.ts'
import { limits } from './limits.ts'
import { scalarText } from './values.ts'

/** What a field of each type takes, for messages. */
export const typeNames: Readonly<Record<FieldType, string>> = {
  string: 'a text',
  integer: 'a whole number',
  boolean: 'true or false',
  'date-time': 'a date and time with an offset, such as 2026-03-07T04:05:06Z',
  object: 'an object',
  'string[]': 'a list of texts',
  'integer[]': 'a list of whole numbers',
  'object[]': 'a list of objects',
}

/** The value in the field's type where that loses nothing; undefined where it can't be had. null stands for any type. */
export function coerce(type: FieldType, value: JsonValue): JsonValue | undefined {
  if (value === null) return null
  switch (type) {
    case 'string':
      return typeof value === 'string' ? value : scalarText(value)
    case 'integer':
      return coerceInteger(value)
    case 'boolean':
      return coerceBoolean(value)
    case 'date-time':
      return typeof value === 'string' ? coerceDateTime(value) : undefined
    case 'object':
      return isJsonObject(value) ? value : undefined
    case 'string[]':
      return coerceList('string', value)
    case 'integer[]':
      return coerceList('integer', value)
    case 'object[]':
      return coerceList('object', value)
    default:
      return type satisfies never
  }
}

const integer = /^(-?(?:0|[1-9][0-9]*))(?:\.0+)?$/

function coerceInteger(value: JsonValue): JsonValue | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value
  const text = typeof value === 'boolean' ? undefined : scalarText(value)
  const digits = text === undefined || text.length > limits.digits ? undefined : integer.exec(text)?.[1]
  return digits === undefined ? undefined : numberOf(digits)
}

function coerceBoolean(value: JsonValue): boolean | undefined {
  if (typeof value === 'boolean') return value
  const lower = typeof value === 'string' ? value.toLowerCase() : ''
  if (lower === 'true') return true
  return lower === 'false' ? false : undefined
}

/** A list's items each; the same list if nothing changed. */
function coerceList(type: FieldType, value: JsonValue): JsonValue | undefined {
  if (!Array.isArray(value)) return undefined
  const items: JsonValue[] = []
  for (const item of value) {
    const coerced = coerce(type, item)
    if (coerced === undefined) return undefined
    items.push(coerced)
  }
  return items.every((item, index) => item === value[index]) ? value : items
}
