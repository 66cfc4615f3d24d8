import { ExactNumber, type JsonValue, print } from '@sluice/json'

/** One line of CSV (RFC 4180), its end with it. `undefined` is an empty cell, as is null. */
export const csvRow = (values: readonly (JsonValue | undefined)[]): string => `${values.map(cell).join(',')}\r\n`

function cell(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (ExactNumber.is(value)) return value.source
  return quoted(guarded(typeof value === 'string' ? value : print(value)))
}

/** A spreadsheet would run a text that begins like this as a formula. */
const guarded = (text: string): string => (/^[=+\-@\t\r\0]/.test(text) ? `'${text}` : text)

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
