import { invalid, notFound, Problems } from '../api/api-error.ts'
import { boolean, type Fields, integer, object, readFields, refersTo, requireFields } from '../api/fields.ts'
import { exactTexts, integers, truth } from '../api/filters.ts'
import { answerList, listing } from '../api/list.ts'
import { shown } from '../api/relations.ts'
import type { Call, Result, Route } from '../api/route.ts'
import type { JsonObject } from '../store/json.ts'
import type { Row } from '../store/table.ts'
import { redactAccount, redactPerson, removePerson } from './redact.ts'

const shared: Fields = { dry_run: boolean, schedule: object, team_id: integer }
const ofAccount: Fields = { ...shared, account_id: refersTo('accounts') }
const ofPeople: Fields = { ...shared, people_ids: { kind: 'integers' } }

const requestView = (row: Row): JsonObject => ({
  id: row.id,
  ...shown(row, ['request_type', 'dry_run', 'team_id', 'user_guid', 'metadata', 'events', 'inserted_at']),
})

const requests = listing({
  table: 'data_control_requests',
  show: requestView,
  filters: {
    request_type: exactTexts('request_type'),
    dry_run: truth((row) => row.dry_run === true),
    user_guid: exactTexts('user_guid'),
    team_id: integers('team_id'),
  },
  sorts: { inserted_at: (row) => row.inserted_at },
  defaultSort: 'inserted_at',
})

function readRequest(call: Call, fields: Fields, required: string): JsonObject {
  const problems = new Problems()
  const read = readFields(call.params, fields, call.state, problems)
  requireFields(read, [required], problems)
  const { team_id: team } = read
  if (team !== undefined && team !== null && team !== call.user.team_id) problems.add('team_id', 'is not your team')
  problems.throwIfAny()
  return read
}

/** Keeps the request, and carries it out unless it is a dry run or scheduled for later. */
function takeRequest(call: Call, requestType: string, read: JsonObject, targets: JsonObject, run: () => void): Result {
  const isDryRun = read.dry_run === true
  const isScheduled = read.schedule !== undefined && read.schedule !== null
  if (!isDryRun && !isScheduled) run()
  const state = isScheduled ? 'scheduled' : 'completed'
  const row = call.state.insert('data_control_requests', {
    request_type: requestType,
    dry_run: isDryRun,
    team_id: call.user.team_id ?? null,
    user_guid: call.user.guid ?? null,
    metadata: { ...targets, ...(isScheduled && { schedule: read.schedule ?? null }) },
    events: [{ state, dry_run: isDryRun, inserted_at: call.now }],
    inserted_at: call.now,
    created_at: call.now,
    updated_at: call.now,
  })
  return { data: requestView(row) }
}

const accountRequest = (requestType: string, withPeople: boolean) => (call: Call) => {
  const read = readRequest(call, ofAccount, 'account_id')
  const accountId = Number(read.account_id)
  const people = call.state.table('people').find('account_id', accountId)
  const ids = withPeople ? people.map(({ id }) => id) : []
  return takeRequest(call, requestType, read, { account_id: accountId, people_ids: ids }, () => {
    if (withPeople) for (const person of people) redactPerson(call, person)
    redactAccount(call, accountId)
  })
}

const peopleRequest = (requestType: string, act: (call: Call, person: Row) => void) => (call: Call) => {
  const read = readRequest(call, ofPeople, 'people_ids')
  const ids = Array.isArray(read.people_ids) ? read.people_ids : []
  const people = ids.map((id) => call.state.get('people', Number(id)))
  const found = people.filter((person) => person !== undefined)
  if (found.length < ids.length || ids.length === 0) throw invalid({ people_ids: ['must name people that exist'] })
  return takeRequest(call, requestType, read, { people_ids: ids }, () => {
    for (const person of found) act(call, person)
  })
}

const post = (name: string, handle: Route['handle']): Route => ({
  method: 'POST',
  path: `/v2/data_control/${name}`,
  scope: 'data_control:write',
  handle,
})

export const dataControlRoutes: Route[] = [
  post('account_and_people_redaction', accountRequest('account_and_people_redaction', true)),
  post('account_redaction', accountRequest('account_redaction', false)),
  post('people_soft_deletion', peopleRequest('people_soft_deletion', removePerson)),
  post('right_to_be_forgotten', peopleRequest('right_to_be_forgotten', redactPerson)),
  {
    method: 'GET',
    path: '/v2/data_control/requests',
    scope: 'data_control:read',
    handle: (call) => answerList(requests, call),
  },
  {
    method: 'GET',
    path: '/v2/data_control/requests/:id',
    scope: 'data_control:read',
    handle(call) {
      const row = call.state.get('data_control_requests', call.id)
      if (!row) throw notFound('Data control request')
      return { data: requestView(row) }
    },
  },
]
