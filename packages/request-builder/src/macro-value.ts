import type { Problem } from '@sluice/schema'
import { type AttributePath, type Draft, valueAt } from './attribute-path.ts'
import { isBlank, scalarText } from './values.ts'

/**
 * The text that an attribute gives a macro or parameter; null, with a problem added, where it gives none: absent, null
 * or blank, or an object or array. `path` is the text that needs it.
 */
export function macroValue(record: Draft, attribute: AttributePath, path: string, problems: Problem[]): string | null {
  const value = valueAt(record, attribute)
  const text = scalarText(value)
  if (text !== undefined && !isBlank(text)) return text
  const { name } = attribute
  problems.push(
    text !== undefined || value === undefined || value === null
      ? {
          code: 'macro_unresolved',
          message: `The record has no value in “${name}”, which is needed here.`,
          path,
          attribute: name,
        }
      : {
          code: 'macro_not_scalar',
          message: `“${name}” is ${Array.isArray(value) ? 'a list' : 'an object'}; here a text, number or boolean is needed.`,
          path,
          attribute: name,
        },
  )
  return null
}
