import type { Template, TemplateField } from '@sluice/schema'
import type { FieldPlan, TemplatePlan } from './plan.ts'

/** The template's fields by key, with what the chosen options ask of them. */
export function planFields(template: Template, options: ReadonlyMap<string, string>): Map<string, FieldPlan> {
  const wanted = new Set(template.options.filter((option) => option.requiresField).map(({ key }) => options.get(key)))
  return new Map(template.fields.map((field) => [field.key, planField(field, wanted.has(field.key))]))
}

function planField(field: TemplateField, isWanted: boolean): FieldPlan {
  return {
    key: field.key,
    type: field.type,
    isQuery: field.in === 'query',
    presence: isWanted ? 'required' : field.presence,
    requiredBeside: field.requiredBeside ?? null,
    enum: field.enum ?? null,
    pattern: field.pattern === undefined ? null : new RegExp(field.pattern.source),
    patternSays: field.pattern?.says ?? '',
  }
}

/** What the template asks of each record, apart from a mapping. */
export function planTemplate(
  template: Template,
  fields: ReadonlyMap<string, FieldPlan>,
  options: ReadonlyMap<string, string>,
): Omit<TemplatePlan, 'mapping' | 'mappingKeepsOrder' | 'sendInvalid'> {
  const plans = [...fields.values()]
  return {
    fields,
    needed: plans.filter((field) => field.presence !== 'optional' || field.requiredBeside !== null),
    query: plans.filter((field) => field.isQuery),
    oneOf: template.oneOf,
    takesAnyField: template.takesAnyField,
    options: new Set(options.keys()),
    hints: new Map(template.hints.map(({ attribute, says }) => [attribute, ` ${says}`])),
    naturalKey: planNaturalKey(template, options),
    mayBeWithoutBody: template.list === null && plans.some((field) => field.isQuery),
  }
}

function planNaturalKey({ naturalKey }: Template, options: ReadonlyMap<string, string>): TemplatePlan['naturalKey'] {
  if (naturalKey === null) return []
  const fields = 'fields' in naturalKey ? naturalKey.fields : [options.get(naturalKey.option) ?? '']
  return fields.map((field) => ({ field, isLowerCase: naturalKey.lowerCase.includes(field) }))
}
