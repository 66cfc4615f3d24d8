import { notFound, Problems } from '../api/api-error.ts'
import {
  boolean,
  type Fields,
  integer,
  integerOf,
  oneOf,
  readFields,
  refersTo,
  requireFields,
  text,
  withFields,
} from '../api/fields.ts'
import { integers, timeRange, words } from '../api/filters.ts'
import { answerList, listing } from '../api/list.ts'
import { relation, shown } from '../api/relations.ts'
import type { Call, Result, Route } from '../api/route.ts'
import type { JsonObject } from '../store/json.ts'
import type { Row } from '../store/table.ts'

const newNote: Fields = {
  associated_with_id: integer,
  associated_with_type: oneOf('person', 'account'),
  content: text,
  call_id: refersTo('calls'),
  subject: text,
  user_guid: text,
  skip_crm_sync: boolean,
}

function noteView(row: Row, call: Call): JsonObject {
  const path = row.associated_type === 'account' ? 'accounts' : 'people'
  return {
    id: row.id,
    ...shown(row, ['created_at', 'updated_at', 'content', 'subject', 'associated_type']),
    associated_with: relation(call, path, row.associated_with_id),
    call: relation(call, 'calls', row.call_id),
    user: relation(call, 'users', row.user_id),
  }
}

const notes = listing({
  table: 'notes',
  show: noteView,
  filters: {
    ids: integers('id'),
    associated_with_id: integers('associated_with_id'),
    associated_with_type: words('associated_type', 'person', 'account'),
    updated_at: timeRange('updated_at'),
  },
})

function createNote(call: Call): Result {
  const problems = new Problems()
  const fields = readFields(call.params, newNote, call.state, problems)
  requireFields(fields, ['associated_with_id', 'associated_with_type', 'content'], problems)
  const { associated_with_type: type, user_guid, skip_crm_sync: _crm, ...kept } = fields
  const target = integerOf(fields.associated_with_id ?? null)
  if (target !== undefined && type && !call.state.get(type === 'account' ? 'accounts' : 'people', target))
    problems.add('associated_with_id', 'does not exist')
  const author = typeof user_guid === 'string' ? call.state.table('users').find('guid', user_guid)[0] : call.user
  if (!author) problems.add('user_guid', 'does not exist')
  problems.throwIfAny()
  const made = { user_id: author?.id ?? call.user.id, created_at: call.now, updated_at: call.now }
  const row = call.state.insert('notes', { ...withFields({}, kept), associated_type: type ?? 'person', ...made })
  return { data: noteView(row, call) }
}

function updateNote(call: Call): Result {
  const note = noteOf(call)
  const problems = new Problems()
  const fields = readFields(call.params, { content: text, call_id: refersTo('calls') }, call.state, problems)
  requireFields(fields, ['content'], problems)
  problems.throwIfAny()
  const row = call.state.put('notes', { ...withFields(note, fields), id: note.id, updated_at: call.now })
  return { data: noteView(row, call) }
}

function noteOf(call: Call): Row {
  const note = call.state.get('notes', call.id)
  if (!note) throw notFound('Note')
  return note
}

function deleteNote(call: Call): Result {
  if (call.id === 0 || call.id > call.state.table('notes').lastId) throw notFound('Note')
  call.state.remove('notes', call.id)
  return null
}

export const noteRoutes: Route[] = [
  { method: 'GET', path: '/v2/notes', scope: 'notes:read', handle: (call) => answerList(notes, call) },
  {
    method: 'GET',
    path: '/v2/notes/:id',
    scope: 'notes:read',
    handle: (call) => ({ data: noteView(noteOf(call), call) }),
  },
  { method: 'POST', path: '/v2/notes', scope: 'notes:write', handle: createNote },
  { method: 'PUT', path: '/v2/notes/:id', scope: 'notes:write', handle: updateNote },
  { method: 'DELETE', path: '/v2/notes/:id', scope: 'notes:delete', handle: deleteNote },
]
