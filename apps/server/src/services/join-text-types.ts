import type { Attribute, AttributeType } from '@sluice/schema'

/**
 * How the text of a CSV file's columns is read when other CSV files stand before it in the Nexset: a column that was
 * text there stays text, so that one attribute doesn't come as a number today and as text tomorrow.
 */
export function joinTextTypes(
  attributes: readonly Attribute[],
  before: readonly Readonly<Record<string, AttributeType>>[],
): Record<string, AttributeType> {
  const joined: [string, AttributeType][] = attributes.map(({ name, type }) => {
    const earlier = before.flatMap((types) => (Object.hasOwn(types, name) ? [types[name] ?? type] : []))
    return [name, earlier.reduce(join, type)]
  })
  return Object.fromEntries(joined)
}

const numbers = new Set<AttributeType>(['integer', 'number'])

function join(one: AttributeType, other: AttributeType): AttributeType {
  if (one === other) return one
  return numbers.has(one) && numbers.has(other) ? 'number' : 'string'
}
