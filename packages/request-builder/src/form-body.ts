import { isJsonObject, type JsonValue } from '@sluice/json'
import type { Draft } from './attribute-path.ts'
import { scalarText } from './values.ts'

/** A record as `application/x-www-form-urlencoded`: nested keys in brackets, lists as repeated `[]`, null empty. */
export function formBody(record: Draft): string {
  const form = new URLSearchParams()
  for (const key of Object.keys(record)) append(form, key, record[key])
  return form.toString()
}

function append(form: URLSearchParams, name: string, value: JsonValue | undefined): void {
  if (value === undefined) return
  if (Array.isArray(value)) for (const item of value) append(form, `${name}[]`, item)
  else if (isJsonObject(value)) for (const key of Object.keys(value)) append(form, `${name}[${key}]`, value[key])
  else form.append(name, scalarText(value) ?? '')
}
