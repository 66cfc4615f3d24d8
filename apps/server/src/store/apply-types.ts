import { ExactNumber, isJsonObject, JsonError, type JsonObject, type JsonValue, numberOf, parse } from '@sluice/json'
import type { AttributeType } from '@sluice/schema'

/** Reads a record as attribute types say; it is changed in place and given back. */
export type ApplyTypes = (record: JsonObject) => JsonObject

/**
 * Makes the reading of a source's records. Types of the source apply to text alone (a CSV file has nothing else);
 * overrides, set by a person, to any value. A value that doesn't fit its type stays what it is.
 */
export function createApplyTypes(
  sourceTypes: Readonly<Record<string, AttributeType>>,
  overrides: Readonly<Record<string, AttributeType>>,
): ApplyTypes {
  const conversions = [
    ...Object.entries(overrides),
    ...Object.entries(sourceTypes).filter(([name]) => !Object.hasOwn(overrides, name)),
  ].flatMap(([name, type]) => {
    const convert = Object.hasOwn(overrides, name) ? conversionOf(type) : textConversionOf(type)
    return convert ? [{ name, convert }] : []
  })
  return (record) => {
    for (const { name, convert } of conversions) {
      // An own key is overwritten as such, whatever its name.
      if (Object.hasOwn(record, name)) record[name] = convert(record[name] ?? null)
    }
    return record
  }
}

type Convert = (value: JsonValue) => JsonValue

const integer = /^-?(0|[1-9]\d{0,999})$/
const number = /^-?(0|[1-9]\d{0,999})(\.\d{1,999})?([eE][+-]?\d{1,3})?$/

function textConversionOf(type: AttributeType): Convert | undefined {
  const ofText = (convert: (text: string) => JsonValue) => (value: JsonValue) =>
    typeof value === 'string' ? convert(value) : value
  switch (type) {
    case 'integer':
      return ofText((text) => (integer.test(text) ? numberOf(text) : text))
    case 'number':
      return ofText((text) => (number.test(text) ? numberOf(text) : text))
    case 'boolean':
      return ofText((text) => (/^true$/i.test(text) ? true : /^false$/i.test(text) ? false : text))
    case 'object':
      return ofText((text) => parsed(text, isJsonObject))
    case 'array':
      return ofText((text) => parsed(text, Array.isArray))
    case 'string':
    case 'date':
    case 'date-time':
    case 'mixed':
      return undefined
    default:
      return type satisfies never
  }
}

function conversionOf(type: AttributeType): Convert | undefined {
  return type === 'string' ? toText : textConversionOf(type)
}

function toText(value: JsonValue): JsonValue {
  if (ExactNumber.is(value)) return value.source
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
}

/** The JSON in a text, if it is of the wanted kind. */
function parsed(text: string, isWanted: (value: JsonValue) => boolean): JsonValue {
  try {
    const value = parse(text)
    return isWanted(value) ? value : text
  } catch (error) {
    if (error instanceof JsonError) return text
    throw error
  }
}
