import { notFound } from '../api/api-error.ts'
import { exactTexts, integers, timeRange, truth } from '../api/filters.ts'
import { answerList, listing } from '../api/list.ts'
import type { Call, Result, Route } from '../api/route.ts'
import type { Row } from '../store/table.ts'
import { emailKey } from '../store/tables.ts'
import { leaveCadences } from './leave-cadences.ts'
import { personView } from './person-view.ts'
import { createPerson, updatePerson } from './save-person.ts'
import { upsertPerson } from './upsert-person.ts'

const people = listing({
  table: 'people',
  show: personView,
  filters: {
    ids: integers('id'),
    email_addresses: exactTexts('email_address', 'email', emailKey),
    account_id: integers('account_id', 'account_id'),
    crm_id: exactTexts('crm_id', 'crm_id'),
    owner_id: integers('owner_id'),
    person_stage_id: integers('person_stage_id'),
    import_id: integers('import_id'),
    job_seniority: exactTexts('job_seniority'),
    title: exactTexts('title'),
    country: exactTexts('country'),
    state: exactTexts('state'),
    city: exactTexts('city'),
    do_not_contact: truth((row) => row.do_not_contact === true),
    eu_resident: truth((row) => row.eu_resident === true),
    created_at: timeRange('created_at'),
    updated_at: timeRange('updated_at'),
  },
  sorts: {
    updated_at: (row) => row.updated_at,
    created_at: (row) => row.created_at,
    name: (row) => `${row.first_name ?? ''} ${row.last_name ?? ''}`,
    title: (row) => row.title,
    job_seniority: (row) => row.job_seniority,
  },
})

function personOf(call: Call): Row {
  const person = call.state.get('people', call.id)
  if (!person) throw notFound('Person')
  return person
}

const answerPerson = (call: Call, person: Row): Result => ({ data: personView(person, call) })

/** Takes the person off their cadences and removes them. Repeating it succeeds. */
function deletePerson(call: Call): Result {
  const { state, id } = call
  if (!state.get('people', id)) {
    if (id > 0 && id <= state.table('people').lastId) return null
    throw notFound('Person')
  }
  leaveCadences(call, id, { person_deleted: true })
  state.remove('people', id)
  return null
}

export const personRoutes: Route[] = [
  { method: 'GET', path: '/v2/people', scope: 'people:read', handle: (call) => answerList(people, call) },
  { method: 'GET', path: '/v2/people/:id', scope: 'people:read', handle: (call) => answerPerson(call, personOf(call)) },
  {
    method: 'POST',
    path: '/v2/people',
    scope: 'people:write',
    handle: (call) => answerPerson(call, createPerson(call)),
  },
  {
    method: 'PUT',
    path: '/v2/people/:id',
    scope: 'people:write',
    handle: (call) => answerPerson(call, updatePerson(call, personOf(call))),
  },
  { method: 'DELETE', path: '/v2/people/:id', scope: 'people:delete', handle: deletePerson },
  {
    method: 'POST',
    path: '/v2/person_upserts',
    scope: 'people:write',
    handle(call) {
      const { kind, row } = upsertPerson(call)
      return { data: { upsert_type: kind, person: personView(row, call) } }
    },
  },
]
