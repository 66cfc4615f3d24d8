import { invalid, notFound } from '../api/api-error.ts'
import { integerOf, isBlank } from '../api/fields.ts'
import { exactTexts, integers, timeRange } from '../api/filters.ts'
import { answerList, listing } from '../api/list.ts'
import { relation } from '../api/relations.ts'
import type { Call, Route } from '../api/route.ts'
import type { JsonObject } from '../store/json.ts'
import type { Row } from '../store/table.ts'

function actionView(row: Row, call: Call): JsonObject {
  return {
    id: row.id,
    created_at: row.created_at ?? null,
    updated_at: row.updated_at ?? null,
    due: typeof row.due_on === 'string' && row.due_on <= call.now,
    due_on: row.due_on ?? null,
    type: row.type ?? null,
    status: row.status ?? null,
    multitouch_group_id: null,
    action_details: null,
    user: relation(call, 'users', row.user_id),
    person: relation(call, 'people', row.person_id),
    cadence: relation(call, 'cadences', row.cadence_id),
    step: relation(call, 'steps', row.step_id),
  }
}

const actions = listing({
  table: 'actions',
  show: actionView,
  filters: {
    ids: integers('id'),
    person_id: integers('person_id', 'person_id'),
    cadence_id: integers('cadence_id'),
    step_id: integers('step_id'),
    type: exactTexts('type'),
    due_on: timeRange('due_on'),
    updated_at: timeRange('updated_at'),
  },
})

const isOpen = (row: Row): boolean => row.status !== 'completed'

/** The open action that a parameter names. Throws a 422 where there is none or it is done already. */
export function openAction(call: Call, name: string): Row | undefined {
  if (isBlank(call.params[name])) return undefined
  const id = integerOf(call.params[name] ?? null)
  if (id === undefined) throw invalid({ [name]: ['must be an integer'] })
  const action = call.state.get('actions', id)
  if (!action) throw invalid({ [name]: ['does not exist'] })
  if (!isOpen(action)) throw invalid({ [name]: ['has already been completed'] })
  return action
}

export const actionRoutes: Route[] = [
  { method: 'GET', path: '/v2/actions', scope: 'activities:read', handle: (call) => answerList(actions, call, isOpen) },
  {
    method: 'GET',
    path: '/v2/actions/:id',
    scope: 'activities:read',
    handle(call) {
      const action = call.state.get('actions', call.id)
      if (!action || !isOpen(action)) throw notFound('Action')
      return { data: actionView(action, call) }
    },
  },
  {
    method: 'POST',
    path: '/v2/ongoing_actions',
    scope: 'activities:write',
    handle(call) {
      const action = openAction(call, 'action_id')
      if (!action) throw invalid({ action_id: ['is required'] })
      const changed = call.state.put('actions', { ...action, status: 'pending_activity', updated_at: call.now })
      return { data: actionView(changed, call) }
    },
  },
]
