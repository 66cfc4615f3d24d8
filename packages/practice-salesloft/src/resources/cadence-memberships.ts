import { notFound } from '../api/api-error.ts'
import { integers, timeRange, truth } from '../api/filters.ts'
import { answerList, listing } from '../api/list.ts'
import { relation, shown } from '../api/relations.ts'
import type { Call, Result, Route } from '../api/route.ts'
import { type JsonObject, textOf } from '../store/json.ts'
import type { Row } from '../store/table.ts'
import { addToCadence } from './add-to-cadence.ts'

/** How long a new membership shows as processing before it is active. */
const processingMs = 1_000

function membershipView(row: Row, call: Call): JsonObject {
  const age = Date.parse(call.now) - Date.parse(textOf(row.added_at) ?? call.now)
  const isActive = row.current_state === 'processing' && age >= processingMs
  return {
    id: row.id,
    ...shown(row, ['created_at', 'updated_at', 'added_at']),
    current_state: isActive ? 'active' : (row.current_state ?? null),
    currently_on_cadence: row.currently_on_cadence ?? false,
    person_deleted: row.person_deleted ?? false,
    counts: { bounces: 0, calls: 0, clicks: 0, replies: 0, sent_emails: 0, views: 0 },
    cadence: relation(call, 'cadences', row.cadence_id),
    person: relation(call, 'people', row.person_id),
    user: relation(call, 'users', row.user_id),
    latest_action: relation(call, 'actions', latestAction(row, call)),
  }
}

const latestAction = (row: Row, call: Call): number | undefined =>
  call.state.table('actions').find('membership_id', row.id).at(-1)?.id

const memberships = listing({
  table: 'cadence_memberships',
  show: membershipView,
  filters: {
    ids: integers('id'),
    person_id: integers('person_id', 'person_id'),
    cadence_id: integers('cadence_id', 'cadence_id'),
    currently_on_cadence: truth((row) => row.currently_on_cadence === true),
    updated_at: timeRange('updated_at'),
  },
  sorts: { updated_at: (row) => row.updated_at, added_at: (row) => row.added_at },
})

/** Takes the person off the cadence. Repeating it succeeds. */
function removeFromCadence(call: Call): Result {
  const { state, now } = call
  const row = state.get('cadence_memberships', call.id)
  if (!row) throw notFound('Cadence membership')
  if (row.currently_on_cadence !== true) return null
  const left = { current_state: 'removed', currently_on_cadence: false, updated_at: now }
  state.put('cadence_memberships', { ...row, ...left })
  for (const action of state.table('actions').find('membership_id', row.id))
    if (action.status !== 'completed') state.remove('actions', action.id)
  return null
}

export const cadenceMembershipRoutes: Route[] = [
  {
    method: 'GET',
    path: '/v2/cadence_memberships',
    scope: 'cadences:read',
    handle: (call) => answerList(memberships, call),
  },
  {
    method: 'GET',
    path: '/v2/cadence_memberships/:id',
    scope: 'cadences:read',
    handle(call) {
      const row = call.state.get('cadence_memberships', call.id)
      if (!row) throw notFound('Cadence membership')
      return { data: membershipView(row, call) }
    },
  },
  {
    method: 'POST',
    path: '/v2/cadence_memberships',
    scope: 'cadences:write',
    handle: (call) => ({ data: membershipView(addToCadence(call), call) }),
  },
  { method: 'DELETE', path: '/v2/cadence_memberships/:id', scope: 'cadences:write', handle: removeFromCadence },
]
