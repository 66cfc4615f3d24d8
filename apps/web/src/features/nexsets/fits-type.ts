import { ExactNumber, isJsonObject, type JsonValue } from '@sluice/json'
import type { AttributeType } from '@sluice/schema'

const integer = /^-?(0|[1-9]\d*)$/
const number = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/
const boolean = /^(true|false)$/i
const date = /^\d{4}-\d{2}-\d{2}$/
const dateTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/

/** Whether a value is of a type, or would be read as one. A value that doesn't fit stays what it is. */
export function fitsType(value: JsonValue, type: AttributeType): boolean {
  if (value === null) return true
  switch (type) {
    case 'mixed':
      return true
    case 'string':
      return typeof value !== 'object' || ExactNumber.is(value)
    case 'integer':
      return matches(value, integer)
    case 'number':
      return matches(value, number)
    case 'boolean':
      return typeof value === 'boolean' || (typeof value === 'string' && boolean.test(value))
    case 'date':
      return typeof value === 'string' && date.test(value)
    case 'date-time':
      return typeof value === 'string' && dateTime.test(value)
    case 'object':
      return isJsonObject(value) || (typeof value === 'string' && value.trimStart().startsWith('{'))
    case 'array':
      return Array.isArray(value) || (typeof value === 'string' && value.trimStart().startsWith('['))
    default:
      return type satisfies never
  }
}

const matches = (value: JsonValue, pattern: RegExp) =>
  (typeof value === 'string' || typeof value === 'number' || ExactNumber.is(value)) && pattern.test(String(value))
