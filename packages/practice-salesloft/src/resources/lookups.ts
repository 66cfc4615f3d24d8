import { notFound } from '../api/api-error.ts'
import { exactTexts, type Filter, integers, timeRange, words } from '../api/filters.ts'
import { answerList, listing } from '../api/list.ts'
import { shown } from '../api/relations.ts'
import type { Route } from '../api/route.ts'
import type { Json, JsonObject } from '../store/json.ts'
import type { Row } from '../store/table.ts'
import type { TableName } from '../store/tables.ts'

type Lookup = { path: string; scope: string | null; fields: string[]; filters?: Record<string, Filter>; sort?: string }

/** Lists and single records of what a team sets up once and records only refer to. */
const lookups: Readonly<Partial<Record<TableName, Lookup>>> = {
  account_stages: { path: 'account_stages', scope: 'accounts:read', fields: ['name', 'order'], sort: 'order' },
  account_tiers: {
    path: 'account_tiers',
    scope: 'accounts:read',
    fields: ['name', 'order'],
    filters: { name: exactTexts('name') },
    sort: 'order',
  },
  person_stages: { path: 'person_stages', scope: 'people:read', fields: ['name', 'order'] },
  custom_fields: {
    path: 'custom_fields',
    scope: null,
    fields: ['name', 'field_type', 'value_type'],
    filters: { field_type: words('field_type', 'person', 'company', 'opportunity') },
    sort: 'name',
  },
  call_dispositions: { path: 'call_dispositions', scope: 'calls:read', fields: ['name'] },
  call_sentiments: { path: 'call_sentiments', scope: 'calls:read', fields: ['name'] },
}

function routesOf(table: TableName, { path, scope, fields, filters, sort }: Lookup): Route[] {
  const show = (row: Row): JsonObject => ({ id: row.id, ...shown(row, [...fields, 'created_at', 'updated_at']) })
  const sorts: Record<string, (row: Row) => Json | undefined> = {
    updated_at: (row) => row.updated_at,
    created_at: (row) => row.created_at,
    ...(sort && { [sort]: (row: Row) => row[sort] }),
  }
  const list = listing({
    table,
    show,
    filters: { ids: integers('id'), updated_at: timeRange('updated_at'), ...filters },
    sorts,
  })
  const one: Route['handle'] = (call) => {
    const row = call.state.get(table, call.id)
    if (!row) throw notFound()
    return { data: show(row) }
  }
  return [
    { method: 'GET', path: `/v2/${path}`, scope, handle: (call) => answerList(list, call) },
    { method: 'GET', path: `/v2/${path}/:id`, scope, handle: one },
  ]
}

export const lookupRoutes: Route[] = Object.entries(lookups).flatMap(([table, lookup]) =>
  isLookupTable(table) ? routesOf(table, lookup) : [],
)

function isLookupTable(name: string): name is TableName {
  return Object.hasOwn(lookups, name)
}
