import type { JsonObject } from '@sluice/json'
import type { Problem } from '@sluice/schema'
import { fillPieces } from './fill-url.ts'
import type { RequestPlan } from './plan.ts'

/** Where a macro's or parameter's value stands in a URL. */
export type UrlSpan = { from: number; to: number; attribute: string }

/**
 * The places of a record's values in the URL that `build` makes for it, before query fields of a template; or what
 * keeps the URL from being made.
 */
export function urlSpans(
  plan: RequestPlan,
  record: JsonObject,
): { ok: true; url: string; spans: UrlSpan[] } | { ok: false; problems: Problem[] } {
  const problems: Problem[] = []
  const texts = fillPieces(plan.url, record, problems)
  if (texts === null) return { ok: false, problems }
  const spans: UrlSpan[] = []
  let at = 0
  for (const [index, text] of texts.entries()) {
    const piece = plan.url.pieces[index]
    if (piece !== undefined && typeof piece !== 'string') {
      spans.push({ from: at, to: at + text.length, attribute: piece.attribute.name })
    }
    at += text.length
  }
  return { ok: true, url: texts.join(''), spans }
}
