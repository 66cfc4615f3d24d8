import type { JsonValue } from '@sluice/json'
import type { RequestPlan, TemplatePlan } from './plan.ts'
import { isEmpty, scalarText } from './values.ts'

/** The record's value of the natural key as the target compares it: a text, or for a key of several fields a JSON list of texts. */
export function naturalKeyOf(
  { naturalKey }: TemplatePlan,
  valueFor: (key: string) => JsonValue | undefined,
): string | null {
  const parts: string[] = []
  for (const { field, isLowerCase } of naturalKey) {
    const value = valueFor(field)
    const text = isEmpty(value) ? undefined : scalarText(value)
    if (text === undefined) return null
    parts.push(isLowerCase ? text.toLowerCase() : text)
  }
  const [first] = parts
  if (first === undefined) return null
  return parts.length === 1 ? first : JSON.stringify(parts)
}

/** The parts of one of a built request's `keys`, one for each field of the natural key, in its order. */
export function keyParts(plan: RequestPlan, key: string): string[] {
  return (plan.template?.naturalKey.length ?? 0) > 1 ? JSON.parse(key) : [key]
}
