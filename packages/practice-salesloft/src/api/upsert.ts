import type { JsonObject } from '../store/json.ts'
import type { Row, Table } from '../store/table.ts'
import { invalid, notFound } from './api-error.ts'
import { integerOf, isBlank } from './fields.ts'
import type { Call } from './route.ts'

export type UpsertRules = {
  table: Table
  /** What `upsert_key` may name beside `id`, with how rows are found by the value. */
  keys: Readonly<Record<string, (table: Table, value: string) => Row[]>>
  create: (call: Call) => Row
  update: (call: Call, row: Row) => Row
}

export type Upserted = { kind: 'create' | 'update'; row: Row }

/**
 * Updates the one record that the field named by `upsert_key` matches, or creates one.
 * Without `upsert_key` an existing record is never updated.
 */
export function upsert(call: Call, rules: UpsertRules): Upserted {
  const key = call.params.upsert_key
  if (isBlank(key)) return { kind: 'create', row: rules.create(call) }
  const names = ['id', ...Object.keys(rules.keys)]
  if (typeof key !== 'string' || !names.includes(key))
    throw invalid({ upsert_key: [`must be one of ${names.join(', ')}`] })
  if (isBlank(call.params[key])) throw invalid({ [key]: ['is required, as upsert_key names it'] })
  const id = givenId(call.params)
  if (key === 'id') {
    const row = id === undefined ? undefined : rules.table.rows.get(id)
    if (!row) throw notFound('Record with that id')
    return { kind: 'update', row: rules.update(call, row) }
  }
  const matched = matchesOf(call.params[key], rules, key)
  if (matched.length > 1) throw invalid({ [key]: ['matches several records'] })
  const [row] = matched
  if (id !== undefined && id !== row?.id) throw invalid({ id: [`does not match the record found by ${key}`] })
  return row ? { kind: 'update', row: rules.update(call, row) } : { kind: 'create', row: rules.create(call) }
}

function givenId(params: JsonObject): number | undefined {
  if (isBlank(params.id)) return undefined
  const id = integerOf(params.id ?? null)
  if (id === undefined) throw invalid({ id: ['must be an integer'] })
  return id
}

function matchesOf(value: unknown, rules: UpsertRules, key: string): Row[] {
  if (typeof value !== 'string') throw invalid({ [key]: ['must be a string'] })
  return rules.keys[key]?.(rules.table, value) ?? []
}
