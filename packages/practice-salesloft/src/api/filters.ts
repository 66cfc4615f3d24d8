import { isObject, type Json, numberOf, textOf } from '../store/json.ts'
import type { Row, Table } from '../store/table.ts'
import { integerOf, isTime, readBoolean } from './fields.ts'

type FilterReading =
  | { problem: string }
  | {
      matches: (row: Row) => boolean
      /** The only rows that can match, where an index knows them. */
      candidates?: () => Row[]
    }

/** Reads the value of a filter parameter. */
export type Filter = (given: Json, table: Table) => FilterReading

const asList = (given: Json): Json[] => (Array.isArray(given) ? given : [given])

const nullWord = '_is_null'

/** `ids[]=1&ids[]=2`, or a single one; `_is_null` for rows without a value. */
export const integers =
  (field: string, index?: string): Filter =>
  (given, table) => {
    const wanted = new Set<number>()
    let takesNull = false
    for (const item of asList(given)) {
      const value = integerOf(item)
      if (item === nullWord) takesNull = true
      else if (value === undefined) return { problem: 'must be a list of integers' }
      else wanted.add(value)
    }
    const matches = (row: Row) => {
      const value = numberOf(row[field])
      return value === undefined ? takesNull : wanted.has(value)
    }
    if (takesNull) return { matches }
    if (field === 'id') return { matches, candidates: () => rowsOf(wanted, (id) => [table.rows.get(id)]) }
    return index ? { matches, candidates: () => rowsOf(wanted, (id) => table.find(index, id)) } : { matches }
  }

/** One or several exact texts; `fold` makes them comparable first. */
export const exactTexts =
  (field: string, index?: string, fold: (value: string) => string = (value) => value): Filter =>
  (given, table) => {
    const wanted = new Set<string>()
    let takesNull = false
    for (const item of asList(given)) {
      const value = textOf(item)
      if (item === nullWord) takesNull = true
      else if (value === undefined) return { problem: 'must be a list of texts' }
      else wanted.add(fold(value))
    }
    const matches = (row: Row) => {
      const value = textOf(row[field])
      return value === undefined ? takesNull : wanted.has(fold(value))
    }
    return index && !takesNull
      ? { matches, candidates: () => rowsOf(wanted, (key) => table.find(index, key)) }
      : { matches }
  }

/** One or several words out of a closed list. */
export const words =
  (field: string, ...allowed: string[]): Filter =>
  (given, table) =>
    asList(given).every((item) => typeof item === 'string' && allowed.includes(item))
      ? exactTexts(field)(given, table)
      : { problem: `must be one of ${allowed.join(', ')}` }

export const truth =
  (claim: (row: Row) => boolean): Filter =>
  (given) => {
    const read = readBoolean(given)
    return 'problem' in read ? read : { matches: (row) => claim(row) === read.value }
  }

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
}

/** `updated_at[gt]=…` with gt, gte, lt, lte, together a range; without brackets the exact time. */
export const timeRange = (field: string): Filter =>
  range(
    (item) => (isTime(item) ? Date.parse(item) : undefined),
    (row) => Date.parse(textOf(row[field]) ?? ''),
    'a time',
  )

/** `id[gt]=…` and the like over an integer field. */
export const integerRange = (field: string): Filter =>
  range(integerOf, (row) => numberOf(row[field]) ?? Number.NaN, 'an integer')

function range(read: (item: Json) => number | undefined, valueIn: (row: Row) => number, what: string): Filter {
  return (given) => {
    const tests: ((value: number) => boolean)[] = []
    for (const [name, item] of Object.entries(isObject(given) ? given : { '': given })) {
      const bound = read(item)
      const compare = name === '' ? (a: number, b: number) => a === b : comparisons[name]
      if (bound === undefined || !compare) return { problem: `must compare ${what} by gt, gte, lt or lte` }
      tests.push((value) => compare(value, bound))
    }
    return { matches: (row) => tests.every((test) => test(valueIn(row))) }
  }
}

function rowsOf<Key>(keys: Iterable<Key>, find: (key: Key) => (Row | undefined)[]): Row[] {
  const rows = []
  for (const key of keys) for (const row of find(key)) if (row) rows.push(row)
  return rows
}
