import type { Json, JsonObject } from '../store/json.ts'
import type { Row, Table } from '../store/table.ts'
import type { TableName } from '../store/tables.ts'
import { Problems } from './api-error.ts'
import { integerOf, readBoolean } from './fields.ts'
import type { Filter } from './filters.ts'
import type { Call, Result } from './route.ts'

/** What a list of the API can do. */
export type Listing = {
  table: TableName
  show: (row: Row, call: Call) => JsonObject
  filters: Readonly<Record<string, Filter>>
  /** The values of `sort_by`, each with the value it sorts on. */
  sorts: Readonly<Record<string, (row: Row) => Json | undefined>>
  defaultSort: string
  defaultDirection: 'ASC' | 'DESC'
  /** Pages always, only when `page` is given, or never. */
  paging: 'always' | 'on request' | 'never'
}

/** Makes a listing of what most resources share: sorted by `updated_at`, newest first. */
export function listing(definition: Pick<Listing, 'table' | 'show'> & Partial<Listing>): Listing {
  return {
    filters: {},
    sorts: { updated_at: (row) => row.updated_at, created_at: (row) => row.created_at },
    defaultSort: 'updated_at',
    defaultDirection: 'DESC',
    paging: 'always',
    ...definition,
  }
}

/** Answers a list: filters, sorts and pages as the query says. Wrong page values are corrected, bad filters are 422. */
export function answerList(list: Listing, call: Call, only: (row: Row) => boolean = () => true): Result {
  const { query, state } = call
  const problems = new Problems()
  const { rows, filtering } = filtered(list, query, state.table(list.table), problems)
  const sorting = readSorting(list, query, problems)
  problems.throwIfAny()
  const kept = sorted(rows.filter(only), list.sorts[sorting.sort_by], sorting.sort_direction)
  const isPaged = list.paging === 'always' || (list.paging === 'on request' && query.page !== undefined)
  if (!isPaged) return { data: kept.map((row) => list.show(row, call)), metadata: { filtering, paging: {}, sorting } }
  const page = clamp(query.page, 1, 1, Number.MAX_SAFE_INTEGER)
  const perPage = clamp(query.per_page, 25, 1, 100)
  const shownRows = kept.slice((page - 1) * perPage, page * perPage)
  const paging: JsonObject = {
    per_page: perPage,
    current_page: page,
    next_page: page * perPage < kept.length ? page + 1 : null,
    prev_page: page > 1 ? page - 1 : null,
  }
  const counts = readBoolean(query.include_paging_counts ?? false)
  if ('value' in counts && counts.value) {
    paging.total_pages = Math.ceil(kept.length / perPage)
    paging.total_count = kept.length
  }
  return { data: shownRows.map((row) => list.show(row, call)), metadata: { filtering, paging, sorting } }
}

/** The number that a page parameter says, pulled into its range; the usual one where it says none. */
export function clamp(given: Json | undefined, usual: number, least: number, most: number): number {
  const value = given === undefined ? undefined : integerOf(given)
  return value === undefined ? usual : Math.min(most, Math.max(least, value))
}

/** The rows that pass every filter of the query, and the filters that were used. */
export function filtered(list: Pick<Listing, 'filters'>, query: JsonObject, table: Table, problems: Problems) {
  const filtering: JsonObject = {}
  const tests: ((row: Row) => boolean)[] = []
  let candidates: (() => Row[]) | undefined
  for (const [name, filter] of Object.entries(list.filters)) {
    const given = query[name]
    if (given === undefined) continue
    const reading = filter(given, table)
    if ('problem' in reading) {
      problems.add(name, reading.problem)
      continue
    }
    filtering[name] = given
    tests.push(reading.matches)
    candidates ??= reading.candidates
  }
  const all = candidates ? candidates() : [...table.rows.values()]
  const rows = tests.length === 0 ? all : all.filter((row) => tests.every((matches) => matches(row)))
  return { rows, filtering }
}

function readSorting(list: Listing, query: JsonObject, problems: Problems) {
  const by = query.sort_by ?? list.defaultSort
  const direction = query.sort_direction ?? list.defaultDirection
  const names = Object.keys(list.sorts)
  if (typeof by !== 'string' || !names.includes(by)) problems.add('sort_by', `must be one of ${names.join(', ')}`)
  const upper = typeof direction === 'string' ? direction.toUpperCase() : ''
  if (upper !== 'ASC' && upper !== 'DESC') problems.add('sort_direction', 'must be one of ASC, DESC')
  return { sort_by: String(by), sort_direction: upper }
}

function sorted(rows: Row[], valueIn: ((row: Row) => Json | undefined) | undefined, direction: string): Row[] {
  if (!valueIn) return rows
  const sign = direction === 'ASC' ? 1 : -1
  return rows
    .map((row) => ({ row, value: valueIn(row) ?? '' }))
    .sort((a, b) => sign * (compare(a.value, b.value) || a.row.id - b.row.id))
    .map(({ row }) => row)
}

function compare(a: Json, b: Json): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [left, right] = [String(a), String(b)]
  if (left === right) return 0
  return left < right ? -1 : 1
}
