import { invalid, notFound, Problems } from '../api/api-error.ts'
import { boolean, readFields, requireFields, text } from '../api/fields.ts'
import { integerRange, words } from '../api/filters.ts'
import { clamp, filtered } from '../api/list.ts'
import { shown } from '../api/relations.ts'
import type { Call, Result, Route } from '../api/route.ts'
import { isObject, type JsonObject, numberOf } from '../store/json.ts'
import type { Row } from '../store/table.ts'
import { itemView } from './bulk-job-items.ts'
import { bulkJobTypes } from './bulk-job-types.ts'

const mostItems = 5_000
const states = ['open', 'executing', 'done']
const statuses = ['pending', 'success', 'error', 'retrying']

const jobView = (row: Row): JsonObject => ({
  id: row.id,
  ...shown(row, ['name', 'type', 'state', 'ready_to_execute', 'total', 'processed', 'errors', 'scopes']),
  ...shown(row, ['created_at', 'updated_at', 'marked_ready_at', 'started_at', 'finished_at']),
})

function jobOf(call: Call): Row {
  const job = call.state.get('bulk_jobs', call.id)
  if (!job) throw notFound('Bulk job')
  return job
}

function createJob(call: Call): Result {
  const problems = new Problems()
  const { type, name } = readFields(call.params, { type: text, name: text }, call.state, problems)
  requireFields({ type: type ?? null }, ['type'], problems)
  if (typeof type === 'string' && type !== '' && !Object.hasOwn(bulkJobTypes, type))
    problems.add('type', `is not supported; it can be ${Object.keys(bulkJobTypes).join(', ')}`)
  problems.throwIfAny()
  const row = call.state.insert('bulk_jobs', {
    name: name ?? null,
    type: type ?? null,
    state: 'open',
    ready_to_execute: false,
    total: 0,
    processed: 0,
    errors: 0,
    scopes: [...call.scopes],
    user_id: call.user.id,
    created_at: call.now,
    updated_at: call.now,
  })
  return { data: jobView(row) }
}

/** Renames the job or starts it, as long as it is open. */
function updateJob(call: Call): Result {
  const job = jobOf(call)
  const problems = new Problems()
  const fields = readFields(call.params, { name: text, ready_to_execute: boolean }, call.state, problems)
  if (job.state !== 'open') problems.add('state', 'must be open to change the bulk job')
  problems.throwIfAny()
  const started = { state: 'executing', marked_ready_at: call.now, started_at: call.now }
  const isReady = fields.ready_to_execute === true
  const row = call.state.put('bulk_jobs', { ...job, ...fields, ...(isReady && started), updated_at: call.now })
  if (isReady) call.wakeBulkJobs()
  return { data: jobView(row) }
}

/** Cancels what is left of the job: items that haven't run stay pending. */
function cancelJob(call: Call): Result {
  const job = jobOf(call)
  if (job.state === 'done') return null
  call.state.put('bulk_jobs', { ...job, state: 'done', finished_at: call.now, updated_at: call.now })
  return null
}

function addJobData(call: Call): Result {
  const job = jobOf(call)
  const { data } = call.params
  if (job.state !== 'open') throw invalid({ state: ['must be open to take job data'] })
  if (!Array.isArray(data) || data.length === 0) throw invalid({ data: ['must be a non-empty array of objects'] })
  if (data.length > mostItems) throw invalid({ data: [`may hold at most ${mostItems} records`] })
  if (!data.every(isObject)) throw invalid({ data: ['must be a non-empty array of objects'] })
  const total = (numberOf(job.total) ?? 0) + data.length
  for (const record of data) call.state.insert('bulk_job_items', { bulk_job_id: job.id, status: 'pending', record })
  call.state.put('bulk_jobs', { ...job, total, updated_at: call.now })
  return { data: { records: data.length } }
}

/** Lists by id upwards, with `id[gt]` as the cursor instead of pages. */
function answerByCursor(call: Call, rows: Row[], show: (row: Row) => JsonObject, problems: Problems): Result {
  problems.throwIfAny()
  const perPage = clamp(call.query.per_page, 25, 1, 100)
  const page = rows.sort((a, b) => a.id - b.id).slice(0, perPage)
  return { data: page.map(show), metadata: { filtering: {}, paging: { per_page: perPage }, sorting: {} } }
}

function listJobs(call: Call): Result {
  const problems = new Problems()
  const state = words('state', ...states)
  const filters = { state, status: state, id: integerRange('id') }
  const { rows } = filtered({ filters }, call.query, call.state.table('bulk_jobs'), problems)
  return answerByCursor(call, rows, jobView, problems)
}

function listItems(call: Call, job: Row): Result {
  const problems = new Problems()
  const table = call.state.table('bulk_job_items')
  const ofJob = { matches: () => true, candidates: () => table.find('bulk_job_id', job.id) }
  const filters = { bulk_job_id: () => ofJob, status: words('status', ...statuses), id: integerRange('id') }
  const { rows } = filtered({ filters }, { ...call.query, bulk_job_id: job.id }, table, problems)
  return answerByCursor(call, rows, (row) => itemView(row, call, job), problems)
}

function listResults(call: Call): Result {
  const job = jobOf(call)
  return job.state === 'done' ? listItems(call, job) : answerByCursor(call, [], jobView, new Problems())
}

export const bulkJobRoutes: Route[] = [
  { method: 'GET', path: '/v2/bulk_jobs', scope: null, handle: listJobs },
  { method: 'GET', path: '/v2/bulk_jobs/:id', scope: null, handle: (call) => ({ data: jobView(jobOf(call)) }) },
  { method: 'POST', path: '/v2/bulk_jobs', scope: null, handle: createJob },
  { method: 'PUT', path: '/v2/bulk_jobs/:id', scope: null, handle: updateJob },
  { method: 'DELETE', path: '/v2/bulk_jobs/:id', scope: null, handle: cancelJob },
  { method: 'POST', path: '/v2/bulk_jobs/:id/job_data', scope: null, handle: addJobData },
  { method: 'GET', path: '/v2/bulk_jobs/:id/job_data', scope: null, handle: (call) => listItems(call, jobOf(call)) },
  { method: 'GET', path: '/v2/bulk_jobs/:id/results', scope: null, handle: listResults },
]
