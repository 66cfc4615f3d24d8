import { isJsonObject, type JsonValue } from '@sluice/json'
import type { Problem } from '@sluice/schema'

/** API keys, a bearer scheme with anything after it (percent-encoded blanks too), and signed or sealed JSON web tokens. */
const token = /(?<![a-z0-9])(?:v2_)?ak_[a-z0-9_-]{6,}|\bbearer(?:\s|\+|%20)+\S|\beyJ[\w-]{6,}\.[\w-]{4,}\.[\w-]*/i

/** Adds a problem where the text holds what looks like a token. */
export function refuseSecret(text: string, path: string, problems: Problem[]): void {
  const match = token.exec(text)
  if (match === null) return
  const message = 'This looks like a token. Secrets belong in a credential, which adds them when a request is sent.'
  problems.push({ code: 'secret_in_text', message, path, at: match.index })
}

/** The same for a URL, where a token may be percent-encoded. */
export function refuseSecretInUrl(text: string, path: string, problems: Problem[]): void {
  const before = problems.length
  refuseSecret(text, path, problems)
  if (problems.length > before) return
  const decoded = text.replace(/%[2-7][0-9a-f]/gi, (encoded) =>
    String.fromCharCode(Number.parseInt(encoded.slice(1), 16)),
  )
  const found: Problem[] = []
  refuseSecret(decoded, path, found)
  // Places in the decoded text are none in the text as typed.
  for (const problem of found) problems.push({ ...problem, at: undefined })
}

/** The same for a constant, at any depth: texts and names. */
export function refuseSecrets(value: JsonValue, path: string, problems: Problem[]): void {
  if (typeof value === 'string') refuseSecret(value, path, problems)
  else if (Array.isArray(value))
    for (const [index, item] of value.entries()) refuseSecrets(item, `${path}.${index}`, problems)
  else if (isJsonObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      refuseSecret(key, path, problems)
      refuseSecrets(inner, `${path}.${key}`, problems)
    }
  }
}
