import type { JsonValue } from '@sluice/json'
import type { Problem } from '@sluice/schema'
import { coerce, typeNames } from './field-types.ts'
import type { FieldPlan } from './plan.ts'
import { isEmpty, scalarText, shown } from './values.ts'

/** What the checks of a record have found. */
export type Findings = { problems: Problem[]; warnings: Problem[] }

/** Whether the field has to have a value in a record where `beside` has one or hasn't. */
function isRequired(field: FieldPlan, besideHasValue: boolean): boolean {
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
  if (isEmpty(value)) {
    const isNeeded = isRequired(field, besideHasValue)
    if (isNeeded || field.presence === 'advised') {
      if (isNeeded) findingsFor(field, sendInvalid, findings).push(missing(field, besideHasValue))
      else findings.warnings.push(advised(field))
      return value
    }
    if (value === undefined || value === null) return value
  }
  const coerced = coerce(field.type, value)
  const problem = coerced === undefined ? mismatch(field, value) : checkChoice(field, coerced)
  if (problem === null) return coerced
  findingsFor(field, sendInvalid, findings).push(problem)
  return value
}

/** Where a field's problems go: what isn't sent in the body is never let off. */
function findingsFor(field: FieldPlan, sendInvalid: boolean, { problems, warnings }: Findings): Problem[] {
  return sendInvalid && !field.isQuery ? warnings : problems
}

/** Checks enum and pattern, of a list each item. */
function checkChoice(field: FieldPlan, value: JsonValue): Problem | null {
  if (field.enum === null && field.pattern === null) return null
  for (const item of Array.isArray(value) ? value : [value]) {
    const text = scalarText(item)
    if (text === undefined) continue
    if (field.enum !== null && !field.enum.includes(text)) {
      const message = `“${field.key}” takes ${field.enum.join(', ')}, not ${shown(item)}.`
      return { code: 'enum_mismatch', message, attribute: field.key }
    }
    if (field.pattern !== null && !field.pattern.test(text)) {
      const message = `“${field.key}” takes ${field.patternSays}, not ${shown(item)}.`
      return { code: 'pattern_mismatch', message, attribute: field.key }
    }
  }
  return null
}

function mismatch({ key, type }: FieldPlan, value: JsonValue): Problem {
  return { code: 'type_mismatch', message: `“${key}” takes ${typeNames[type]}, not ${shown(value)}.`, attribute: key }
}

function advised({ key }: FieldPlan): Problem {
  const message = `“${key}” is empty; the reference lists it as required, so the call may be refused.`
  return { code: 'advised_missing', message, attribute: key }
}

function missing({ key, presence, requiredBeside }: FieldPlan, besideHasValue: boolean): Problem {
  const cause = presence !== 'required' && besideHasValue ? `, and needed beside “${requiredBeside}”` : ''
  return { code: 'required_missing', message: `“${key}” is empty${cause}. Give it a value.`, attribute: key }
}
