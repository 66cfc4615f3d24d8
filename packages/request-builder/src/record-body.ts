import { type JsonValue, print } from '@sluice/json'
import { type Draft, own } from './attribute-path.ts'
import type { Findings } from './check-field.ts'
import { checkRecord } from './check-record.ts'
import { formBody } from './form-body.ts'
import { type MappedRecord, mapRecord, printMapped, valueOfMapped } from './map-record.ts'
import { naturalKeyOf } from './natural-key.ts'
import type { Constant, RequestPlan, TemplatePlan } from './plan.ts'
import { queryText } from './query-text.ts'
import { xmlBody } from './xml-body.ts'

/** What a record contributes to a request: its body, or its part of a batch's; what it adds to the query; its natural key. */
export type RecordBody = { text: string | null; query: string; key: string | null; unknown: readonly string[] }

/** Checks, maps and writes a record. `kept` is the record less exclusions, `named` the unknown attributes already told. */
export function recordBody(
  plan: RequestPlan,
  record: Draft,
  kept: Draft,
  findings: Findings,
  named: ReadonlySet<string>,
): RecordBody {
  const { template } = plan
  if (template === null) return { text: writeBody(plan, kept, findings), query: '', key: null, unknown: none }
  if (template.mapping !== null) {
    return mappedBody(plan, template, mapRecord(template, template.mapping, record, kept, findings), findings)
  }
  const unknown: string[] = []
  const checked = checkRecord(template, kept, findings, unknown, named)
  const valueFor = (key: string) => own(checked, key)
  const query = template.query.length === 0 ? '' : queryText(template.query, valueFor, findings)
  const key = naturalKeyOf(template, valueFor)
  const body = withoutQuery(template, checked)
  const isLeftOut = plan.format === null || (template.mayBeWithoutBody && isNothing(body))
  if (isLeftOut) return { text: null, query, key, unknown: none }
  return { text: writeBody(plan, body, findings), query, key, unknown }
}

const none: readonly string[] = []

function mappedBody(plan: RequestPlan, template: TemplatePlan, mapped: MappedRecord, findings: Findings): RecordBody {
  const valueFor = (key: string) => valueOfMapped(mapped, key)
  const query = queryText(template.query, valueFor, findings)
  const key = naturalKeyOf(template, valueFor)
  for (const field of template.query) mapped.delete(field.key)
  for (const constant of plan.constants) mapped.set(constant.key, constant.value)
  const isLeftOut = plan.format === null || (template.mayBeWithoutBody && mapped.size === 0)
  return { text: isLeftOut ? null : printMapped(mapped, template.mappingKeepsOrder), query, key, unknown: none }
}

function withoutQuery(template: TemplatePlan, record: Draft): Draft {
  if (template.query.length === 0) return record
  const body = { ...record }
  for (const { key } of template.query) if (Object.hasOwn(body, key)) body[key] = undefined
  return body
}

function isNothing(draft: Draft): boolean {
  return Object.values(draft).every((value) => value === undefined)
}

function writeBody(plan: RequestPlan, draft: Draft, findings: Findings): string | null {
  const { format } = plan
  switch (format) {
    case null:
      return null
    case 'json':
      return jsonBody(draft, plan.constants)
    case 'form':
      return formBody(draft)
    case 'xml': {
      const { text, dropsCharacters } = xmlBody(draft)
      if (dropsCharacters) {
        const message = 'Characters that XML can’t hold were dropped from this record.'
        findings.warnings.push({ code: 'xml_character_dropped', message })
      }
      return text
    }
    default:
      return format satisfies never
  }
}

/** New constants are added to the text: cheaper than to the record, and at the end whatever their names. */
function jsonBody(record: Draft, constants: readonly Constant[]): string {
  if (constants.length === 0) return JSON.stringify(record)
  let draft = record
  let added = ''
  for (const { key, value, printed } of constants) {
    if (own(record, key) === undefined) added += `,${printed}`
    else {
      if (draft === record) draft = { ...record }
      draft[key] = value
    }
  }
  const text = JSON.stringify(draft)
  if (added === '') return text
  return text === '{}' ? `{${added.slice(1)}}` : `${text.slice(0, -1)}${added}}`
}

/** A constant, with its text worked out once. */
export function constant(key: string, value: JsonValue): Constant {
  return { key, value, printed: `${print(key)}:${print(value)}` }
}
