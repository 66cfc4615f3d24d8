import type { Attribute, ParamSource, Template } from '@sluice/schema'

/** The attributes that a template would send although its list of fields doesn't name them. */
export function unlistedAttributes(
  template: Template,
  attributes: readonly Attribute[],
  excluded: readonly string[],
  params: Readonly<Record<string, ParamSource>>,
): string[] {
  if (template.takesAnyField || template.method === 'DELETE') return []
  const spent = Object.values(params).flatMap((source) => (source.from === 'attribute' ? [source.attribute] : []))
  const known = new Set([
    ...template.fields.map(({ key }) => key),
    ...template.options.map(({ key }) => key),
    ...excluded,
    ...spent,
  ])
  return attributes.map(({ name }) => name).filter((name) => !known.has(name))
}
