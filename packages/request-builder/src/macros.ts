/** A part of a text that may hold macros; `from` and `to` are places in it. `unclosed` runs to the end. */
export type TextPart =
  | { kind: 'text'; from: number; to: number; text: string }
  | { kind: 'macro'; from: number; to: number; name: string }
  | { kind: 'unclosed'; from: number; to: number }

/** Splits a text at its macros: `{` to the next `}`. A brace has no escape. Every character is in exactly one part. */
export function readMacros(text: string): TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  while (at < text.length) {
    const open = text.indexOf('{', at)
    const end = open === -1 ? text.length : open
    if (end > at) parts.push({ kind: 'text', from: at, to: end, text: text.slice(at, end) })
    if (open === -1) break
    const close = text.indexOf('}', open)
    if (close === -1) {
      parts.push({ kind: 'unclosed', from: open, to: text.length })
      break
    }
    parts.push({ kind: 'macro', from: open, to: close + 1, name: text.slice(open + 1, close) })
    at = close + 1
  }
  return parts
}

/** Begins the name of a macro that stands for a record's attribute: `{record.name}`. */
export const recordPrefix = 'record.'

/** Macros besides `{record.…}`, with what each stands for; they need a compile with `now`. */
export const dateMacros = [
  { name: 'now', help: 'The instant of the run, as in 2026-03-07T04:05:06.789Z.' },
  { name: 'YYYY', help: 'Its year (UTC), four digits.' },
  { name: 'MM', help: 'Its month (UTC), two digits.' },
  { name: 'dd', help: 'Its day of the month (UTC), two digits.' },
  { name: 'HH', help: 'Its hour (UTC), two digits from 00 to 23.' },
] as const

const instant = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):\d{2}(?::\d{2}(?:\.\d+)?)?Z$/

/** Values of the date macros for an ISO 8601 UTC instant; none without one. */
export function dateValues(now: string | undefined): ReadonlyMap<string, string> {
  const match = now === undefined ? null : instant.exec(now)
  if (match === null) return new Map()
  const [whole, year = '', month = '', day = '', hour = ''] = match
  return new Map([
    ['now', whole],
    ['YYYY', year],
    ['MM', month],
    ['dd', day],
    ['HH', hour],
  ])
}
