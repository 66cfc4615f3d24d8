import type { JsonValue } from '@sluice/json'
import type { Problem } from '@sluice/schema'
import { coerce, typeNames } from './field-types.ts'
import type { FieldPlan } from './plan.ts'
import { isEmpty, scalarText, shown } from './values.ts'

/** What the checks of a record have found. */
export type Findings = { problems: Problem[]; warnings: Problem[] }

/** Whether the field has to have a value in a record where `beside` has one or hasn't. */
export function isRequired(field: FieldPlan, besideHasValue: boolean): boolean {
  return field.presence === 'required' || (field.requiredBeside !== null && besideHasValue)
}

/**
 * Checks a field's value, the first check that applies: required or advised, type, enum, pattern. Gives the value in
 * the field's type. Where a check fails, the value is given as it is; whether the record may still go out with it
 * depends on `sendInvalid`, and on whether the field stands in the body.
 */
export function checkField(
  field: FieldPlan,
  value: JsonValue | undefined,
  besideHasValue: boolean,
  sendInvalid: boolean,
  findings: Findings,
): JsonValue | undefined {
  const refuse = (code: string, message: string) => {
    const isLetOff = sendInvalid && !field.isQuery
    const list = isLetOff ? findings.warnings : findings.problems
    list.push({ code, message, attribute: field.key })
    return value
  }
  if (isEmpty(value)) {
    if (isRequired(field, besideHasValue)) return refuse('required_missing', missing(field, besideHasValue))
    if (field.presence === 'advised') {
      const message = `“${field.key}” is empty; the reference lists it as required, so the call may be refused.`
      findings.warnings.push({ code: 'advised_missing', message, attribute: field.key })
      return value
    }
  }
  if (value === undefined || value === null) return value
  const coerced = coerce(field.type, value)
  if (coerced === undefined)
    return refuse('type_mismatch', `“${field.key}” takes ${typeNames[field.type]}, not ${shown(value)}.`)
  for (const item of Array.isArray(coerced) ? coerced : [coerced]) {
    const text = scalarText(item)
    if (text === undefined) continue
    if (field.enum !== null && !field.enum.includes(text)) {
      return refuse('enum_mismatch', `“${field.key}” takes ${field.enum.join(', ')}, not ${shown(item)}.`)
    }
    if (field.pattern !== null && !field.pattern.test(text)) {
      return refuse('pattern_mismatch', `“${field.key}” takes ${field.patternSays}, not ${shown(item)}.`)
    }
  }
  return coerced
}

function missing(field: FieldPlan, besideHasValue: boolean): string {
  const cause = field.presence !== 'required' && besideHasValue ? `, and needed beside “${field.requiredBeside}”` : ''
  return `“${field.key}” is empty${cause}. Give it a value, or leave this record out.`
}
