import { type JsonValue, print } from '@sluice/json'
import { type Draft, valueAt } from './attribute-path.ts'
import { checkField, type Findings } from './check-field.ts'
import { besideHasValue, checkAbsent } from './check-record.ts'
import type { MappedField, MappingSource, TemplatePlan } from './plan.ts'
import type { TextPiece } from './text-plan.ts'
import { isEmpty, scalarText } from './values.ts'

/** A mapped body, in the mapping's order: an object's keys wouldn't keep it where they look like numbers. */
export type MappedRecord = Map<string, JsonValue | Map<string, JsonValue>>

/**
 * Makes what a mapping makes of a record, checked, and in the fields' types. Attributes and checks see `kept`, the
 * record less exclusions; the macros of texts see the whole record.
 */
export function mapRecord(
  template: TemplatePlan,
  mapping: readonly MappedField[],
  record: Draft,
  kept: Draft,
  findings: Findings,
): MappedRecord {
  const mapped: MappedRecord = new Map()
  const filling: Filling = { record, kept, findings, sendInvalid: template.sendInvalid, refused: new Set() }
  for (const slot of mapping) {
    if (slot.kind === 'value') {
      const value = fillSource(slot.source, slot, filling)
      if (value !== undefined) mapped.set(slot.key, value)
    } else {
      const entries = new Map<string, JsonValue>()
      for (const { key, source } of slot.entries) {
        const value = fillSource(source, slot, filling)
        if (value !== undefined) entries.set(key, value)
      }
      if (entries.size > 0) mapped.set(slot.key, slot.keepsOrder ? Object.fromEntries(entries) : entries)
    }
  }
  check(template, mapping, mapped, filling.refused, findings)
  return mapped
}

/** What the sources of one record share; `refused` are the fields that the mapping itself refused. */
type Filling = { record: Draft; kept: Draft; findings: Findings; sendInvalid: boolean; refused: Set<string> }

/** The mapped body as JSON, in the mapping's order. `keepsOrder`: an object's keys would keep it, which is quicker. */
export function printMapped(mapped: MappedRecord, keepsOrder: boolean): string {
  return keepsOrder ? JSON.stringify(Object.fromEntries(mapped)) : printInOrder(mapped)
}

function printInOrder(mapped: MappedRecord): string {
  const items: string[] = []
  for (const [key, value] of mapped) {
    items.push(`${print(key)}:${value instanceof Map ? printInOrder(value) : print(value)}`)
  }
  return `{${items.join(',')}}`
}

/** A mapped field's value. */
export function valueOfMapped(mapped: MappedRecord, key: string): JsonValue | undefined {
  const value = mapped.get(key)
  return value instanceof Map ? Object.fromEntries(value) : value
}

function check(
  template: TemplatePlan,
  mapping: readonly MappedField[],
  mapped: MappedRecord,
  refused: ReadonlySet<string>,
  findings: Findings,
): void {
  const valueFor = (key: string) => valueOfMapped(mapped, key)
  for (const { kind, key, field } of mapping) {
    const value = mapped.get(key)
    if (kind === 'object' || field === null || value === undefined || value instanceof Map || refused.has(key)) continue
    const coerced = checkField(field, value, besideHasValue(field, valueFor), template.sendInvalid, findings)
    if (coerced !== undefined && coerced !== value) mapped.set(key, coerced)
  }
  checkAbsent(template, valueFor, findings, refused)
}

function fillSource(source: MappingSource, slot: MappedField, filling: Filling): JsonValue | undefined {
  const value = sourceValue(source, filling)
  if (!isEmpty(value)) return value
  if (source.whenEmpty === 'omit') return undefined
  if (source.whenEmpty === 'null') return null
  const { name, path } = source
  const { problems, warnings } = filling.findings
  const isLetOff = filling.sendInvalid && !slot.field?.isQuery
  const message = `What is mapped to “${name}” is empty.`
  const list = isLetOff ? warnings : problems
  list.push({ code: 'required_missing', message, path, attribute: name })
  filling.refused.add(slot.key)
  return value
}

function sourceValue({ from, path }: MappingSource, { record, kept, findings }: Filling): JsonValue | undefined {
  switch (from.kind) {
    case 'attribute':
      return valueAt(kept, from.attribute)
    case 'value':
      return from.value
    case 'text':
      return fillText(from.pieces, record, path, findings)
    default:
      return from satisfies never
  }
}

/** A text with its macros filled in; undefined as a whole where one has no value. */
function fillText(pieces: readonly TextPiece[], record: Draft, path: string, findings: Findings): string | undefined {
  let text: string | undefined = ''
  for (const piece of pieces) {
    if (piece.kind !== 'attribute') {
      text = text === undefined ? undefined : text + piece.text
      continue
    }
    const value = valueAt(record, piece.path)
    const scalar = isEmpty(value) ? undefined : scalarText(value)
    if (scalar === undefined && !isEmpty(value)) {
      const { name } = piece.path
      const message = `“${name}” is ${Array.isArray(value) ? 'a list' : 'an object'}; in a text, a text, number or boolean is needed.`
      findings.problems.push({ code: 'macro_not_scalar', message, path, attribute: name })
    }
    text = text === undefined || scalar === undefined ? undefined : text + scalar
  }
  return text
}
