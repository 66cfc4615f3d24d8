import { ExactNumber, isJsonObject, type JsonValue, parse } from '@sluice/json'

/** The text as JSON; undefined when it is none. */
export function readJson(text: string): JsonValue | undefined {
  try {
    return text === '' ? undefined : parse(text)
  } catch {
    return undefined
  }
}

/** What lies at a dotted path, through own keys of objects only. */
export function valueAt(json: JsonValue | undefined, path: string): JsonValue | undefined {
  let value = json
  for (const key of path.split('.')) {
    if (!isJsonObject(value) || !Object.hasOwn(value, key)) return undefined
    value = value[key]
  }
  return value
}

/** A text, number or boolean as text, to the last digit; null for anything else, and for an empty text. */
export function textOf(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null || value === '') return null
  return typeof value === 'object' && !ExactNumber.is(value) ? null : String(value)
}
