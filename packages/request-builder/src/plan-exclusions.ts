import type { Attribute } from '@sluice/schema'
import type { Compiling } from './compile.ts'
import { limits } from './limits.ts'

/** Checks the number of exclusions, and warns of each that names no attribute. */
export function checkExclusions(
  names: readonly string[],
  attributes: readonly Attribute[] | undefined,
  { problems, warnings }: Compiling,
): void {
  if (names.length > limits.exclusions) {
    const message = `At most ${limits.exclusions} attributes can be excluded.`
    problems.push({ code: 'too_many_items', message, path: 'excludeAttributes' })
  }
  if (attributes === undefined) return
  const known = new Set(attributes.map((attribute) => attribute.name))
  for (const [index, name] of names.entries()) {
    if (known.has(name) || (name.includes('.') && known.has(name.slice(0, name.indexOf('.'))))) continue
    const message = `The Nexset has no attribute “${name}”, so excluding it does nothing.`
    warnings.push({ code: 'exclude_unknown', message, path: `excludeAttributes.${index}`, attribute: name })
  }
}
