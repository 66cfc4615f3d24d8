import type { JsonValue } from '@sluice/json'
import type { Findings } from './check-field.ts'
import { encodeForUrl } from './encode-for-url.ts'
import type { FieldPlan } from './plan.ts'
import { scalarText } from './values.ts'

/**
 * The template's query fields as query text, in the template's order; null ones are left out, lists repeat their name
 * with `[]`. A value that a URL can't carry is a problem.
 */
export function queryText(
  fields: readonly FieldPlan[],
  valueFor: (key: string) => JsonValue | undefined,
  findings: Findings,
): string {
  const items: string[] = []
  for (const { key } of fields) {
    const value = valueFor(key)
    const name = encodeForUrl(key)
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item === undefined || item === null) continue
      const text = scalarText(item)
      if (text?.isWellFormed()) items.push(`${name}${Array.isArray(value) ? '[]' : ''}=${encodeForUrl(text)}`)
      else findings.problems.push(unfit(key, text))
    }
  }
  return items.join('&')
}

function unfit(attribute: string, text: string | undefined) {
  return text === undefined
    ? { code: 'macro_not_scalar', message: `“${attribute}” goes into the URL, which takes no objects.`, attribute }
    : { code: 'macro_unsafe', message: `“${attribute}” holds half a character (a lone surrogate).`, attribute }
}
