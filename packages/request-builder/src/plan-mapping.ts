import type { FieldMapping, Problem, Template } from '@sluice/schema'
import { attributePath } from './attribute-path.ts'
import type { Compiling } from './compile.ts'
import { limits } from './limits.ts'
import type { FieldPlan, MappedField, MappingSource } from './plan.ts'
import { refuseSecret, refuseSecrets } from './secrets.ts'
import { planText } from './text-plan.ts'

/** Reads a mapping: which field each row fills, an object's fields gathered where the first of them stands. */
export function planMapping(
  template: Template,
  fields: ReadonlyMap<string, FieldPlan>,
  rows: readonly FieldMapping[],
  compiling: Compiling,
): MappedField[] {
  const { problems } = compiling
  if (rows.length > limits.mappings) {
    const message = `At most ${limits.mappings} fields can be mapped.`
    problems.push({ code: 'too_many_items', message, path: 'fields' })
  }
  const slots = new Map<string, MappedField>()
  for (const [index, row] of rows.entries()) {
    const path = `fields.${index}`
    const source: MappingSource = {
      name: row.field,
      path,
      whenEmpty: row.whenEmpty,
      from: planSource(row, path, compiling),
    }
    const target = readTarget(template, fields, row.field)
    if (target === null) problems.push(unknownField(template, row.field, path))
    else if (!place(slots, target, source)) {
      const message = `“${row.field}” is filled twice, or as a whole beside a part of it.`
      problems.push({ code: 'field_duplicate', message, path: `${path}.field` })
    }
  }
  return [...slots.values()]
}

type Target = { key: string; inner: string | null; field: FieldPlan | null }

/** The field that a mapping names; at the first dot begins a key of an object field. Null where there is none. */
function readTarget(template: Template, fields: ReadonlyMap<string, FieldPlan>, name: string): Target | null {
  const whole = fields.get(name)
  if (whole !== undefined) return { key: name, inner: null, field: whole }
  const dot = name.indexOf('.')
  const key = dot === -1 ? name : name.slice(0, dot)
  const inner = dot === -1 ? null : name.slice(dot + 1)
  const field = fields.get(key) ?? null
  const isKnown = field === null ? template.takesAnyField : inner !== null && field.type === 'object' && !field.isQuery
  return isKnown && key !== '' && inner !== '' ? { key, inner, field } : null
}

/** Adds the source where the field is still free; says whether it was. */
function place(slots: Map<string, MappedField>, { key, inner, field }: Target, source: MappingSource): boolean {
  const slot = slots.get(key)
  if (slot === undefined) {
    slots.set(
      key,
      inner === null
        ? { kind: 'value', key, field, source }
        : { kind: 'object', key, field, entries: [{ key: inner, source }], keepsOrder: keepsOrder([inner]) },
    )
    return true
  }
  if (inner === null || slot.kind === 'value' || slot.entries.some((entry) => entry.key === inner)) return false
  slot.entries.push({ key: inner, source })
  slot.keepsOrder &&= keepsOrder([inner])
  return true
}

function planSource(row: FieldMapping, path: string, { dates, problems }: Compiling): MappingSource['from'] {
  switch (row.from) {
    case 'attribute':
      return { kind: 'attribute', attribute: attributePath(row.attribute) }
    case 'value':
      refuseSecrets(row.value, `${path}.value`, problems)
      return { kind: 'value', value: row.value }
    case 'text':
      refuseSecret(row.text, `${path}.text`, problems)
      return { kind: 'text', pieces: planText(row.text, `${path}.text`, dates, problems) }
    default:
      return row satisfies never
  }
}

function unknownField(template: Template, name: string, path: string): Problem {
  const message = `“${template.title}” has no field “${name}” that can be mapped.`
  return { code: 'field_unknown', message, path: `${path}.field` }
}

/** Whether an object with these keys has them in the order in which they were set: none looks like a number. */
export function keepsOrder(keys: readonly string[]): boolean {
  return keys.every((key) => !/^\d+$/.test(key))
}
