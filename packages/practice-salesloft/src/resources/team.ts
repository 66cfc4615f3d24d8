import { notFound } from '../api/api-error.ts'
import { exactTexts, type Filter, integers, truth } from '../api/filters.ts'
import { answerList, listing } from '../api/list.ts'
import { relation, shown } from '../api/relations.ts'
import type { Call, Route } from '../api/route.ts'
import type { JsonObject } from '../store/json.ts'
import type { Row } from '../store/table.ts'

const teamView = (row: Row): JsonObject => ({
  id: row.id,
  ...shown(row, ['created_at', 'updated_at', 'name', 'plan', 'license_limit', 'group_privacy_setting']),
  deactivated: false,
  team_visibility_default: 'private',
})

function userView(row: Row, call: Call): JsonObject {
  const name = `${row.first_name ?? ''} ${row.last_name ?? ''}`
  return {
    id: row.id,
    guid: row.guid ?? null,
    name,
    ...shown(row, ['created_at', 'updated_at', 'first_name', 'last_name', 'job_role', 'time_zone', 'email', 'active']),
    email_client_email_address: row.email ?? null,
    sending_email_address: row.email ?? null,
    from_address: row.email ?? null,
    full_email_address: `"${name}" <${row.email ?? ''}>`,
    team_admin: row.team_admin ?? false,
    role: { id: row.team_admin === true ? 'Admin' : 'User' },
    team: relation(call, 'teams', row.team_id),
    group: relation(call, 'groups', row.group_id),
  }
}

const matchesWords: Filter = (given) => {
  if (typeof given !== 'string') return { problem: 'must be text' }
  const wordsWanted = given
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return {
    matches: (row) => {
      const text = `${row.first_name} ${row.last_name} ${row.email}`.toLowerCase()
      return wordsWanted.every((word) => text.includes(word))
    },
  }
}

const users = listing({
  table: 'users',
  show: userView,
  filters: {
    ids: integers('id'),
    guid: exactTexts('guid', 'guid'),
    group_id: integers('group_id'),
    search: matchesWords,
    active: truth((row) => row.active === true),
  },
  sorts: { id: (row) => row.id, email: (row) => row.email, name: (row) => `${row.first_name} ${row.last_name}` },
  defaultSort: 'id',
  paging: 'on request',
})

const groups = listing({
  table: 'groups',
  show: (row) => ({ id: row.id, name: row.name ?? null, parent_id: row.parent_id ?? null, accessible_groups: [] }),
  filters: { ids: integers('id') },
  paging: 'never',
})

export const teamRoutes: Route[] = [
  { method: 'GET', path: '/v2/me', scope: null, handle: (call) => ({ data: userView(call.user, call) }) },
  {
    method: 'GET',
    path: '/v2/team',
    scope: null,
    handle(call) {
      const team = call.state.get('teams', Number(call.user.team_id))
      if (!team) throw notFound('Team')
      return { data: teamView(team) }
    },
  },
  { method: 'GET', path: '/v2/users', scope: 'team:read', handle: (call) => answerList(users, call) },
  {
    method: 'GET',
    path: '/v2/users/:id',
    scope: 'team:read',
    handle(call) {
      const row = call.state.get('users', call.id)
      if (!row) throw notFound('User')
      return { data: userView(row, call) }
    },
  },
  { method: 'GET', path: '/v2/groups', scope: 'team:read', handle: (call) => answerList(groups, call) },
]
