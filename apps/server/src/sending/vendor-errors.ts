import type { JsonValue } from '@sluice/json'
import { isJsonObject } from '@sluice/json'
import type { FieldError } from '@sluice/schema'

/** What a refusal says: one text for people, and the errors that it ties to a field. */
export type VendorErrors = { readonly text: string | null; readonly fieldErrors: readonly FieldError[] }

const longestText = 2_000

/**
 * Reads an answer's own words: `errors` (by field, or a list), else `error`, else the text as it came. `json` is the
 * answer's body as JSON, `undefined` when it is none.
 */
export function readVendorErrors(json: JsonValue | undefined, text: string): VendorErrors {
  if (json !== undefined && isJsonObject(json)) {
    const { errors, error, message } = json
    if (errors !== undefined && isJsonObject(errors)) {
      const fieldErrors = Object.entries(errors).flatMap(([field, says]) =>
        textsOf(says).map((told) => ({ field, message: cut(told) })),
      )
      if (fieldErrors.length > 0) return { text: cut(fieldErrors.map(sentence).join('; ')), fieldErrors }
    }
    const [first] = [errors, error, message]
      .map((says) => textsOf(says ?? null).join('; '))
      .filter((told) => told !== '')
    if (first !== undefined) return { text: cut(first), fieldErrors: [] }
  }
  const trimmed = text.trim()
  return { text: trimmed === '' ? null : cut(trimmed), fieldErrors: [] }
}

const sentence = ({ field, message }: FieldError): string => `${field} ${message}`

/** The texts in a value, however deep a vendor has put them. */
function textsOf(value: JsonValue, depth = 0): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value]
  if (value === null || depth > 4) return []
  if (Array.isArray(value)) return value.flatMap((item) => textsOf(item, depth + 1))
  if (!isJsonObject(value)) return [String(value)]
  return Object.entries(value).flatMap(([key, item]) =>
    textsOf(item, depth + 1).map((told) => (isWords(key) ? told : `${key} ${told}`)),
  )
}

const isWords = (key: string): boolean => key === 'message' || key === 'error' || key === 'errors' || key === 'detail'

const cut = (text: string): string => (text.length > longestText ? `${text.slice(0, longestText)}…` : text)
