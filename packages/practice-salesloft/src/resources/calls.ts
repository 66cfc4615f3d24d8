import { notFound, Problems } from '../api/api-error.ts'
import { type Fields, integer, object, readFields, refersTo, requireFields, text, withFields } from '../api/fields.ts'
import { exactTexts, integers, timeRange } from '../api/filters.ts'
import { answerList, listing } from '../api/list.ts'
import { relation, shown } from '../api/relations.ts'
import type { Call, Result, Route } from '../api/route.ts'
import type { JsonObject } from '../store/json.ts'
import type { Row } from '../store/table.ts'
import { openAction } from './actions.ts'
import { completeAction } from './cadence-steps.ts'
import { completeTask, openTask } from './tasks.ts'

const callFields: Fields = {
  person_id: refersTo('people'),
  to: text,
  duration: integer,
  disposition: text,
  sentiment: text,
  notes: text,
  user_guid: text,
  crm_params: object,
  crm_activity_metadata: object,
  linked_call_data_record_ids: { kind: 'integers' },
}

function callView(row: Row, call: Call): JsonObject {
  return {
    id: row.id,
    ...shown(row, ['created_at', 'updated_at', 'to', 'duration', 'sentiment', 'disposition']),
    recordings: [],
    user: relation(call, 'users', row.user_id),
    called_person: relation(call, 'people', row.person_id),
    action: relation(call, 'actions', row.action_id),
    cadence: relation(call, 'cadences', row.cadence_id),
    step: relation(call, 'steps', row.step_id),
    note: relation(call, 'notes', row.note_id),
    crm_activity: null,
  }
}

const calls = listing({
  table: 'calls',
  show: callView,
  filters: {
    ids: integers('id'),
    person_id: integers('person_id', 'person_id'),
    disposition: exactTexts('disposition'),
    sentiment: exactTexts('sentiment'),
    created_at: timeRange('created_at'),
    updated_at: timeRange('updated_at'),
  },
})

/** Logs a call, with a note of what was said, and completes the action or task that it was made for. */
function createCall(call: Call): Result {
  const { state, now } = call
  const problems = new Problems()
  const { notes, user_guid, ...fields } = readFields(call.params, callFields, state, problems)
  requireFields(fields, ['person_id'], problems)
  const caller = typeof user_guid === 'string' ? state.table('users').find('guid', user_guid)[0] : call.user
  if (!caller) problems.add('user_guid', 'does not exist')
  problems.throwIfAny()
  const action = openAction(call, 'action_id')
  const task = openTask(call, 'task_id')
  const user_id = caller?.id ?? call.user.id
  const made = { user_id, created_at: now, updated_at: now }
  const associated = { associated_type: 'person', associated_with_id: fields.person_id ?? null }
  const note = typeof notes === 'string' ? state.insert('notes', { ...made, ...associated, content: notes }) : undefined
  const links = {
    action_id: action?.id ?? null,
    cadence_id: action?.cadence_id ?? null,
    step_id: action?.step_id ?? null,
    note_id: note?.id ?? null,
  }
  const row = state.insert('calls', { ...withFields({}, { ...fields, ...links }), ...made })
  if (action) completeAction(call, action)
  if (task) completeTask(call, task)
  return { data: callView(row, call) }
}

export const callRoutes: Route[] = [
  { method: 'GET', path: '/v2/activities/calls', scope: 'calls:read', handle: (call) => answerList(calls, call) },
  {
    method: 'GET',
    path: '/v2/activities/calls/:id',
    scope: 'calls:read',
    handle(call) {
      const row = call.state.get('calls', call.id)
      if (!row) throw notFound('Call')
      return { data: callView(row, call) }
    },
  },
  { method: 'POST', path: '/v2/activities/calls', scope: 'calls:write', handle: createCall },
]
