import { isObject, type Json, type JsonObject, textOf } from '../store/json.ts'
import type { State } from '../store/state.ts'
import type { TableName } from '../store/tables.ts'
import type { Problems } from './api-error.ts'

/** A field that can be written: what it holds, and which values it takes. */
export type Field =
  | { kind: 'text'; oneOf?: readonly string[] }
  | { kind: 'texts'; oneOf?: readonly string[] }
  | { kind: 'integer'; refersTo?: TableName }
  | { kind: 'integers' | 'boolean' | 'object' | 'time' }

export type Fields = Readonly<Record<string, Field>>

export const text: Field = { kind: 'text' }
export const integer: Field = { kind: 'integer' }
export const boolean: Field = { kind: 'boolean' }
export const object: Field = { kind: 'object' }
export const texts: Field = { kind: 'texts' }
export const time: Field = { kind: 'time' }
export const refersTo = (table: TableName): Field => ({ kind: 'integer', refersTo: table })
export const oneOf = (...values: string[]): Field => ({ kind: 'text', oneOf: values })

/**
 * Takes the known fields out of the parameters, each as its kind says; others are ignored, as the API does.
 * An explicit null clears a field. What is wrong goes to `problems`.
 */
export function readFields(params: JsonObject, fields: Fields, state: State, problems: Problems): JsonObject {
  const read: JsonObject = {}
  for (const name in params) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    const given = params[name]
    if (field === undefined || given === undefined) continue
    const outcome = given === null ? { value: null } : readValue(field, given, state)
    if ('problem' in outcome) problems.add(name, outcome.problem)
    else read[name] = outcome.value
  }
  return read
}

type Outcome = { value: Json } | { problem: string }

function readValue(field: Field, given: Json, state: State): Outcome {
  switch (field.kind) {
    case 'text':
      return readText(given, field.oneOf)
    case 'integer':
      return readInteger(given, field.refersTo, state)
    case 'boolean':
      return readBoolean(given)
    case 'object':
      return isObject(given) ? { value: given } : { problem: 'must be an object' }
    case 'time':
      return isTime(given) ? { value: given } : { problem: 'must be an ISO 8601 date or time' }
    case 'texts':
      return readTexts(given, field.oneOf)
    case 'integers': {
      const ids = Array.isArray(given) ? given.map(integerOf) : [undefined]
      return ids.every((id) => id !== undefined) ? { value: ids } : { problem: 'must be an array of integers' }
    }
    default:
      return field satisfies never
  }
}

function readText(given: Json, allowed: readonly string[] | undefined): Outcome {
  const value = textOf(given)
  if (value === undefined) return { problem: 'must be a string' }
  if (allowed && !allowed.includes(value)) return { problem: `must be one of ${allowed.join(', ')}` }
  return { value }
}

function readTexts(given: Json, allowed: readonly string[] | undefined): Outcome {
  if (!Array.isArray(given) || !given.every((item) => typeof item === 'string'))
    return { problem: 'must be an array of strings' }
  if (allowed && !given.every((item) => allowed.includes(item)))
    return { problem: `may hold only ${allowed.join(', ')}` }
  return { value: given }
}

function readInteger(given: Json, table: TableName | undefined, state: State): Outcome {
  const value = integerOf(given)
  if (value === undefined) return { problem: 'must be an integer' }
  if (table && !state.get(table, value)) return { problem: 'does not exist' }
  return { value }
}

/** Booleans, also as the words that a query or form has. */
export function readBoolean(given: Json): Outcome & ({ value: boolean } | { problem: string }) {
  if (given === true || given === 'true') return { value: true }
  if (given === false || given === 'false') return { value: false }
  return { problem: 'must be true or false' }
}

/** Integers, also as the digits that a query or form has. */
export function integerOf(given: Json): number | undefined {
  if (typeof given === 'number') return Number.isSafeInteger(given) ? given : undefined
  return typeof given === 'string' && /^-?\d{1,15}$/.test(given) ? Number(given) : undefined
}

export const isTime = (given: Json): given is string =>
  typeof given === 'string' && /^\d{4}-\d{2}-\d{2}/.test(given) && !Number.isNaN(Date.parse(given))

export const isBlank = (value: Json | undefined): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

/** Reports each of the named fields that has no value. */
export function requireFields(fields: JsonObject, names: readonly string[], problems: Problems): void {
  for (const name of names)
    if (problems.errors[name] === undefined && isBlank(fields[name])) problems.add(name, 'is required')
}

/** The row with these fields put in: a null takes a value away, what isn't named stays. */
export function withFields(row: JsonObject, fields: JsonObject): JsonObject {
  const changed: JsonObject = { ...row }
  for (const name in fields) {
    const value = fields[name]
    if (value === null || value === undefined) delete changed[name]
    else changed[name] = value
  }
  return changed
}
