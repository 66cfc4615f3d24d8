import type { Problem } from '@sluice/schema'
import { encodeForUrl } from './encode-for-url.ts'
import { limits } from './limits.ts'
import { type Origins, readUrl } from './origins.ts'
import type { UrlPiece, UrlPlan } from './plan.ts'
import { queryNamesOf, segmentsOf } from './url-shape.ts'

/** A piece of a URL as configured; `at` is its place in the text. `fixed` is a date macro's value. */
export type UrlPart =
  | { kind: 'text' | 'fixed'; at: number; text: string }
  | { kind: 'attribute'; at: number; piece: Exclude<UrlPiece, string> }

type Refuse = (message: string, at?: number, code?: string) => void

/**
 * Checks a URL, whose pieces are `parts`, and reads it as WHATWG does, with its macros in place. Null where a problem
 * was added; `path` is the URL's place in the configuration.
 */
export function planUrl(
  text: string,
  parts: readonly UrlPart[],
  path: string,
  origins: Origins,
  problems: Problem[],
): UrlPlan | null {
  const before = problems.length
  const refuse: Refuse = (message, at, code = 'url_invalid') => problems.push({ code, message, path, at })
  if (text.length > limits.urlTyped) {
    refuse(`A URL has at most ${limits.urlTyped} characters; this one has ${text.length}.`, undefined, 'url_too_long')
  }
  checkCharacters(parts, refuse)
  checkStructure(text, parts, origins, refuse)
  const url = problems.length === before ? read(parts, origins, refuse) : null
  return url === null ? null : { ...url, path }
}

function checkCharacters(parts: readonly UrlPart[], refuse: Refuse): void {
  for (const part of parts) {
    if (part.kind !== 'text') continue
    const forbidden = /[\\\s\p{Cc}#]/u.exec(part.text)
    const percent = /%(?![0-9a-f]{2})/i.exec(part.text)
    if (forbidden?.[0] === '#')
      refuse('A URL can’t have a fragment (#…): it never reaches the server.', part.at + forbidden.index)
    else if (forbidden) {
      refuse(
        'A URL can’t hold blanks, control characters or backslashes; write a blank as %20.',
        part.at + forbidden.index,
      )
    }
    if (percent) refuse('This “%” starts no %hh; write the character itself as %25.', part.at + percent.index)
  }
}

/** Checks scheme and user info, and that macros stand in the path or in a query value. */
function checkStructure(text: string, parts: readonly UrlPart[], origins: Origins, refuse: Refuse): void {
  const masked = parts.map((part, index) => mask(part, (parts[index + 1]?.at ?? text.length) - part.at)).join('')
  const scheme = /^(https?):\/\/+/i.exec(masked)
  if (scheme === null) {
    refuse('The URL must begin with https:// and a host.', 0)
    return
  }
  if (scheme[1]?.toLowerCase() === 'http' && !origins.takesHttp)
    refuse('The URL must begin with https://, not http://.', 0)
  const hostAt = scheme[0].length
  const pathAt = masked.slice(hostAt).search(/[/?#]/)
  const host = pathAt === -1 ? masked.slice(hostAt) : masked.slice(hostAt, hostAt + pathAt)
  if (host.includes('@')) refuse('A URL can’t hold a user name or password; use a credential.', hostAt)
  if (host.includes(macroMask))
    refuse('A macro can’t stand before the path of the URL.', hostAt + host.indexOf(macroMask))
  const queryAt = masked.indexOf('?')
  if (queryAt === -1) return
  let at = queryAt + 1
  for (const item of masked.slice(at).split('&')) {
    const name = item.split('=', 1)[0] ?? ''
    if (name.includes(macroMask)) {
      refuse('A macro can’t stand in the name of a query parameter, only in its value.', at + name.indexOf(macroMask))
    }
    at += item.length + 1
  }
}

const macroMask = '\0'
const mask = (part: UrlPart, length: number) => (part.kind === 'text' ? part.text : macroMask.repeat(length))

function read(parts: readonly UrlPart[], origins: Origins, refuse: Refuse): Omit<UrlPlan, 'path'> | null {
  const mark = unusedMark(parts)
  const marked = parts.map((part, index) => {
    if (part.kind === 'attribute') return `${mark}${index}z`
    return part.kind === 'fixed' ? encodeForUrl(part.text) : part.text
  })
  const url = readUrl(marked.join(''))
  if (url === null) return refused(() => refuse('This isn’t a URL: its host or port can’t be read.'))
  if (!origins.allowed.has(url.origin)) {
    const message = `Requests can’t go to ${url.origin}: it is neither the credential’s base URL nor an allowed outside host.`
    return refused(() => refuse(message, undefined, 'url_not_allowed'))
  }
  const pieces = unmarked(url.href, parts, mark)
  if (pieces === null) {
    return refused(() => refuse('A macro stands in a segment that the following “..” takes away.'))
  }
  const literal = pieces.reduce((sum, piece) => sum + (typeof piece === 'string' ? piece.length : 0), 0)
  if (literal > limits.urlFilled) {
    const message = `Encoded, the URL has ${literal} characters; ${limits.urlFilled} are allowed.`
    return refused(() => refuse(message, undefined, 'url_too_long'))
  }
  return { pieces, origin: url.origin, segments: segmentsOf(url), queryNames: queryNamesOf(url) }
}

function refused(refuse: () => void): null {
  refuse()
  return null
}

/** Letters that occur nowhere in the URL, to stand for its macros while it is read. */
function unusedMark(parts: readonly UrlPart[]): string {
  const text = parts.map((part) => (part.kind === 'attribute' ? '' : part.text)).join('')
  let mark = 'macro'
  while (text.includes(mark)) mark += 'o'
  return mark
}

/** The URL as read, cut at its marks; null if one of them got lost. */
function unmarked(href: string, parts: readonly UrlPart[], mark: string): UrlPiece[] | null {
  const pieces: UrlPiece[] = []
  let rest = href
  for (const [index, part] of parts.entries()) {
    if (part.kind !== 'attribute') continue
    const [before, after] = splitOnce(rest, `${mark}${index}z`)
    if (after === undefined) return null
    if (before !== '') pieces.push(before)
    pieces.push(part.piece)
    rest = after
  }
  if (rest !== '') pieces.push(rest)
  return pieces
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator)
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + separator.length)]
}
