import type { JsonValue } from '@sluice/json'
import type { Problem } from '@sluice/schema'
import { type Draft, own } from './attribute-path.ts'
import { checkField, type Findings } from './check-field.ts'
import type { FieldPlan, TemplatePlan } from './plan.ts'
import { isEmpty } from './values.ts'

/**
 * Checks a record that is sent as it is, and gives it with the known fields in their types. Names of attributes that
 * the template doesn't know are added to `unknown`, unless `named` has them.
 */
export function checkRecord(
  template: TemplatePlan,
  record: Draft,
  findings: Findings,
  unknown: string[],
  named: ReadonlySet<string>,
): Draft {
  let draft = record
  const valueFor = (key: string) => own(record, key)
  for (const key of Object.keys(record)) {
    const value = record[key]
    if (value === undefined) continue
    const field = template.fields.get(key)
    if (field === undefined) {
      if (!template.takesAnyField && !named.has(key) && !template.options.has(key)) unknown.push(key)
      continue
    }
    const coerced = checkField(field, value, besideHasValue(field, valueFor), template.sendInvalid, findings)
    if (coerced === value) continue
    if (draft === record) draft = { ...record }
    draft[key] = coerced
  }
  checkAbsent(template, valueFor, findings)
  return draft
}

/** The checks of what isn't there: needed fields, and at least one of a group. */
export function checkAbsent(
  template: TemplatePlan,
  valueFor: (key: string) => JsonValue | undefined,
  findings: Findings,
  alreadyRefused: ReadonlySet<string> = new Set(),
): void {
  for (const field of template.needed) {
    if (valueFor(field.key) !== undefined || alreadyRefused.has(field.key)) continue
    checkField(field, undefined, besideHasValue(field, valueFor), template.sendInvalid, findings)
  }
  for (const group of template.oneOf) {
    if (group.some((key) => !isEmpty(valueFor(key)))) continue
    const problem = { code: 'one_of_missing', message: `At least one of ${group.join(', ')} needs a value.` }
    const isLetOff = template.sendInvalid && !group.some((key) => template.fields.get(key)?.isQuery)
    if (isLetOff) findings.warnings.push(problem)
    else findings.problems.push(problem)
  }
}

export function besideHasValue(field: FieldPlan, valueFor: (key: string) => JsonValue | undefined): boolean {
  return field.requiredBeside !== null && !isEmpty(valueFor(field.requiredBeside))
}

/** The warning for an attribute that the template doesn't know, with a hint where a known field may be meant. */
export function unknownAttribute(template: TemplatePlan, attribute: string): Problem {
  const hint = template.hints.get(attribute) ?? nearField(template, attribute)
  const message = `“${attribute}” is no field of this call that is known here; it is sent as it is.${hint}`
  return { code: 'attribute_unknown', message, attribute }
}

function nearField(template: TemplatePlan, attribute: string): string {
  const bare = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '')
  const wanted = bare(attribute)
  const near = [...template.fields.keys()].find((key) => wanted !== '' && bare(key) === wanted)
  return near === undefined ? '' : ` Is ${near} meant?`
}
