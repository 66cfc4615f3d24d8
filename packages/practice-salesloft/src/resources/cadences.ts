import { notFound } from '../api/api-error.ts'
import { exactTexts, type Filter, integers, timeRange, truth } from '../api/filters.ts'
import { answerList, listing } from '../api/list.ts'
import { relation, shown } from '../api/relations.ts'
import type { Call, Route } from '../api/route.ts'
import type { JsonObject } from '../store/json.ts'
import type { State } from '../store/state.ts'
import type { Row } from '../store/table.ts'

/** Whether people can be put on it: it is neither a draft nor archived. */
export const isAddable = (cadence: Row): boolean => cadence.archived_at === undefined && cadence.draft !== true

function cadenceView(row: Row, call: Call): JsonObject {
  const counts = {
    cadence_people: call.state.table('cadence_memberships').count('cadence_id', row.id),
    meetings_booked: 0,
    opportunities_created: 0,
    people_acted_on_count: 0,
    target_daily_people: 0,
  }
  return {
    id: row.id,
    ...shown(row, ['created_at', 'updated_at', 'archived_at', 'name', 'cadence_function', 'external_identifier']),
    team_cadence: row.team_cadence ?? false,
    shared: row.shared ?? false,
    draft: row.draft ?? false,
    remove_bounces_enabled: true,
    remove_replies_enabled: true,
    opt_out_link_included: true,
    tags: row.tags ?? [],
    groups: [],
    counts,
    creator: relation(call, 'users', row.owner_id),
    owner: relation(call, 'users', row.owner_id),
    added_stage: null,
    replied_stage: null,
    bounced_stage: null,
    finished_stage: null,
  }
}

const filters = (state: State): Readonly<Record<string, Filter>> => ({
  ids: integers('id'),
  name: exactTexts('name'),
  team_cadence: truth((row) => row.team_cadence === true),
  shared: truth((row) => row.shared === true),
  people_addable: truth(isAddable),
  archived: truth((row) => row.archived_at !== undefined),
  owned_by_guid: (given) => {
    const guids = Array.isArray(given) ? given : [given]
    return { matches: (row) => guids.includes(state.get('users', Number(row.owner_id))?.guid ?? null) }
  },
  updated_at: timeRange('updated_at'),
})

const cadences = (state: State) =>
  listing({
    table: 'cadences',
    show: cadenceView,
    filters: filters(state),
    sorts: { updated_at: (row) => row.updated_at, created_at: (row) => row.created_at, name: (row) => row.name },
  })

function stepView(row: Row, call: Call): JsonObject {
  return {
    id: row.id,
    ...shown(row, ['created_at', 'updated_at', 'name', 'display_name', 'day', 'step_number', 'type']),
    disabled: false,
    multitouch_enabled: false,
    details: null,
    cadence: relation(call, 'cadences', row.cadence_id),
  }
}

const steps = listing({
  table: 'steps',
  show: stepView,
  filters: { ids: integers('id'), cadence_id: integers('cadence_id', 'cadence_id'), type: exactTexts('type') },
})

export const cadenceRoutes: Route[] = [
  {
    method: 'GET',
    path: '/v2/cadences',
    scope: 'cadences:read',
    handle: (call) => answerList(cadences(call.state), call),
  },
  {
    method: 'GET',
    path: '/v2/cadences/:id',
    scope: 'cadences:read',
    handle(call) {
      const row = call.state.get('cadences', call.id)
      if (!row) throw notFound('Cadence')
      return { data: cadenceView(row, call) }
    },
  },
  { method: 'GET', path: '/v2/steps', scope: 'cadences:read', handle: (call) => answerList(steps, call) },
  {
    method: 'GET',
    path: '/v2/steps/:id',
    scope: 'cadences:read',
    handle(call) {
      const row = call.state.get('steps', call.id)
      if (!row) throw notFound('Step')
      return { data: stepView(row, call) }
    },
  },
]
