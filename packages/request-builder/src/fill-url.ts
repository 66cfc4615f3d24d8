import type { Problem } from '@sluice/schema'
import type { Draft } from './attribute-path.ts'
import { encodeForUrl } from './encode-for-url.ts'
import { limits } from './limits.ts'
import { macroValue } from './macro-value.ts'
import { readUrl } from './origins.ts'
import type { UrlPiece, UrlPlan } from './plan.ts'
import { queryNamesOf, segmentsOf } from './url-shape.ts'
import { shown } from './values.ts'

const id = /^[1-9][0-9]{0,18}$/

/** Whether the text is an id as template parameters take it. */
export function isId(text: string): boolean {
  return id.test(text)
}

/** The URL's pieces for a record, values encoded; null where a problem was added. */
export function fillPieces(plan: UrlPlan, record: Draft, problems: Problem[]): string[] | null {
  const before = problems.length
  const texts = plan.pieces.map((piece) => (typeof piece === 'string' ? piece : fill(piece, record, problems)))
  return problems.length === before ? texts : null
}

/** The URL that a record makes, with `query` behind it; null where a problem was added. */
export function fillUrl(plan: UrlPlan, record: Draft, query: string, problems: Problem[]): string | null {
  const [first] = plan.pieces
  if (typeof first === 'string' && plan.pieces.length === 1) return withQuery(plan, first, query, problems)
  const texts = fillPieces(plan, record, problems)
  if (texts === null) return null
  const text = texts.join('')
  if (text.length > limits.urlFilled) return withQuery(plan, text, query, problems)
  // Its pieces are serialised and its values encoded: only a segment of dots makes the parser read anything else.
  const url = readUrl(text)
  if (url === null || url.href !== text || !keepsShape(plan, url)) {
    const attribute = plan.pieces.find((piece) => typeof piece !== 'string')
    problems.push({
      code: 'macro_unsafe',
      message: `With this record’s values the URL would lead elsewhere: ${shown(text)}.`,
      path: attribute?.path,
      attribute: attribute?.attribute.name,
    })
    return null
  }
  return withQuery(plan, text, query, problems)
}

function fill(
  { attribute, isId: mustBeId, path }: Exclude<UrlPiece, string>,
  record: Draft,
  problems: Problem[],
): string {
  const text = macroValue(record, attribute, path, problems)
  if (text === null) return ''
  const { name } = attribute
  if (mustBeId && !isId(text)) {
    const message = `“${name}” is ${shown(text)}; an id is a whole number without leading zeros, such as 12345.`
    problems.push({ code: 'type_mismatch', message, path, attribute: name })
  } else if (text.isWellFormed()) return encodeForUrl(text)
  else
    problems.push({
      code: 'macro_unsafe',
      message: `“${name}” holds half a character (a lone surrogate).`,
      path,
      attribute: name,
    })
  return ''
}

function keepsShape(plan: UrlPlan, url: URL): boolean {
  return url.origin === plan.origin && segmentsOf(url) === plan.segments && queryNamesOf(url) === plan.queryNames
}

function withQuery(plan: UrlPlan, text: string, query: string, problems: Problem[]): string | null {
  const url = query === '' ? text : `${text}${text.includes('?') ? '&' : '?'}${query}`
  if (url.length <= limits.urlFilled) return url
  const message = `The URL has ${url.length} characters with this record’s values; ${limits.urlFilled} are allowed.`
  problems.push({ code: 'url_too_long', message, path: plan.path })
  return null
}
