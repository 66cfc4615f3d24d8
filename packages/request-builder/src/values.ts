import { ExactNumber, type JsonValue, print } from '@sluice/json'

/** A scalar's text, a number's to the digit; undefined for null, objects and arrays. */
export function scalarText(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return ExactNumber.is(value) ? value.source : undefined
}

/** Absent, null or a blank string. */
export function isEmpty(value: JsonValue | undefined): value is undefined | null | string {
  return value === undefined || value === null || (typeof value === 'string' && isBlank(value))
}

export function isBlank(text: string): boolean {
  return text.trim() === ''
}

/** A value for a message: its JSON, cut. */
export function shown(value: JsonValue): string {
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, 100)) : print(value)
  return text.length <= 80 ? text : `${text.slice(0, 80)}…`
}
