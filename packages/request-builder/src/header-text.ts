import type { Header, Problem } from '@sluice/schema'

/**
 * Reads headers from their text form, `header1:value1,header2:value2`. A value in double quotes may hold commas,
 * quotes (`\"`), backslashes (`\\`) and outer blanks. Blank text is no headers. Whether names and values may be sent
 * is for `compile` to say. Each problem's `at` is where its item begins.
 */
export function parseHeaders(text: string): { ok: true; headers: Header[] } | { ok: false; problems: Problem[] } {
  if (text.trim() === '') return { ok: true, headers: [] }
  const headers: Header[] = []
  const problems: Problem[] = []
  let at: number | null = 0
  while (at !== null) {
    const item = readItem(text, at)
    if (item.header !== null) headers.push(item.header)
    else problems.push({ code: 'header_invalid', message: item.message, path: 'headers', at })
    at = item.next
  }
  return problems.length === 0 ? { ok: true, headers } : { ok: false, problems }
}

/** Prints headers in their text form; `parseHeaders` reads them back as they were. */
export function printHeaders(headers: readonly Header[]): string {
  return headers.map(({ name, value }) => `${name}:${needsQuotes(value) ? quoted(value) : value}`).join(',')
}

const needsQuotes = (value: string) => /[",]/.test(value) || value.trim() !== value
const quoted = (value: string) => `"${value.replace(/["\\]/g, '\\$&')}"`

/** An item, or what is wrong with it; `next` is where the following one begins, null at the end. */
type Item = { next: number | null } & ({ header: Header } | { header: null; message: string })

function readItem(text: string, start: number): Item {
  const comma = indexOrEnd(text, ',', start)
  const colon = indexOrEnd(text, ':', start)
  const wrong = (message: string, end: number): Item => ({
    header: null,
    message,
    next: end < text.length ? end + 1 : null,
  })
  if (text.slice(start, comma).trim() === '') return wrong('There is an empty item: remove the extra comma.', comma)
  if (colon >= comma) return wrong('There is no colon: a header is written as name:value.', comma)
  const name = text.slice(start, colon).trim()
  let valueAt = colon + 1
  while (text.charAt(valueAt).trim() === '' && valueAt < text.length) valueAt++
  const value = text[valueAt] === '"' ? readQuoted(text, valueAt) : readPlain(text, colon + 1)
  if (value === null) return wrong('A quote is opened and never closed.', text.length)
  const end = indexOrEnd(text, ',', value.end)
  if (name === '') return wrong('There is no name before the colon.', end)
  if (text.slice(value.end, end).trim() !== '') return wrong('There is text behind the closing quote.', end)
  return { header: { name, value: value.text }, next: end < text.length ? end + 1 : null }
}

function readPlain(text: string, start: number): { text: string; end: number } {
  const end = indexOrEnd(text, ',', start)
  return { text: text.slice(start, end).trim(), end }
}

/** Reads from an opening quote to the closing one; null where there is none. `\\"` and `\\\\` are the only escapes. */
function readQuoted(text: string, start: number): { text: string; end: number } | null {
  let value = ''
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at)
    const next = text.charAt(at + 1)
    if (character === '"') return { text: value, end: at + 1 }
    if (character === '\\' && (next === '"' || next === '\\')) {
      value += next
      at++
    } else value += character
  }
  return null
}

function indexOrEnd(text: string, character: string, start: number): number {
  const at = text.indexOf(character, start)
  return at === -1 ? text.length : at
}
