import { ApiError } from '../api/api-error.ts'
import type { Call } from '../api/route.ts'
import { isObject, type JsonObject, numberOf, textOf } from '../store/json.ts'
import type { Row } from '../store/table.ts'
import { bulkJobTypes } from './bulk-job-types.ts'

/** Runs one item of a bulk job and keeps what became of it. Answers whether it succeeded. */
export function runItem(call: Call, job: Row, item: Row): boolean {
  const type = bulkJobTypes[textOf(job.type) ?? '']
  const params = isObject(item.record) ? item.record : {}
  try {
    if (!type) throw new ApiError(422, { error: 'This type of bulk job is not supported' })
    const { row } = type.run({ ...call, params, query: {} })
    call.state.put('bulk_job_items', { ...item, status: 'success', resource_id: row.id })
    return true
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    call.state.put('bulk_job_items', { ...item, status: 'error', error: JSON.stringify(error.body) })
    return false
  }
}

/** An item as results and job data show it. */
export function itemView(item: Row, call: Call, job: Row): JsonObject {
  const type = bulkJobTypes[textOf(job.type) ?? '']
  const resource = type && call.state.get(type.table, numberOf(item.resource_id) ?? 0)
  return {
    id: item.id,
    status: item.status ?? null,
    record: item.record ?? null,
    resource: resource ? type.show(resource, call) : null,
    error: item.error ?? null,
  }
}
