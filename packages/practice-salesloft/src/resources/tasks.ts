import { invalid, notFound, Problems } from '../api/api-error.ts'
import {
  boolean,
  type Fields,
  integerOf,
  isBlank,
  oneOf,
  readFields,
  refersTo,
  requireFields,
  text,
  time,
  withFields,
} from '../api/fields.ts'
import { exactTexts, integers, words } from '../api/filters.ts'
import { answerList, listing } from '../api/list.ts'
import { relation, shown } from '../api/relations.ts'
import type { Call, Result, Route } from '../api/route.ts'
import type { JsonObject } from '../store/json.ts'
import type { Row } from '../store/table.ts'

const shared: Fields = {
  description: text,
  due_date: time,
  remind_at: time,
  subject: text,
  person_id: refersTo('people'),
  user_id: refersTo('users'),
  user_guid: text,
  task_type: oneOf('call', 'email', 'general'),
}
const newTask: Fields = { ...shared, current_state: oneOf('scheduled'), idempotency_key: text }
const taskChange: Fields = { ...shared, current_state: oneOf('completed'), due_at: time, is_logged: boolean }
const required = ['current_state', 'due_date', 'person_id', 'subject', 'task_type', 'user_id']

function taskView(row: Row, call: Call): JsonObject {
  return {
    id: row.id,
    ...shown(row, ['created_at', 'updated_at', 'subject', 'current_state', 'task_type', 'description']),
    ...shown(row, ['due_date', 'due_at', 'remind_at', 'completed_at']),
    person: relation(call, 'people', row.person_id),
    user: relation(call, 'users', row.user_id),
    created_by_user: relation(call, 'users', row.creator_id),
    completed_by: relation(call, 'users', row.completer_id),
  }
}

const tasks = listing({
  table: 'tasks',
  show: taskView,
  filters: {
    ids: integers('id'),
    user_id: integers('user_id'),
    person_id: integers('person_id', 'person_id'),
    current_state: words('current_state', 'scheduled', 'completed'),
    task_type: exactTexts('task_type'),
    idempotency_key: exactTexts('idempotency_key', 'idempotency_key'),
  },
  sorts: { due_date: (row) => row.due_date, due_at: (row) => row.due_at },
  defaultSort: 'due_date',
  defaultDirection: 'ASC',
})

/** The open task that a parameter names. Throws a 422 where there is none or it is done already. */
export function openTask(call: Call, name: string): Row | undefined {
  if (isBlank(call.params[name])) return undefined
  const id = integerOf(call.params[name] ?? null)
  const task = id === undefined ? undefined : call.state.get('tasks', id)
  if (!task) throw invalid({ [name]: [id === undefined ? 'must be an integer' : 'does not exist'] })
  if (task.current_state === 'completed') throw invalid({ [name]: ['has already been completed'] })
  return task
}

export function completeTask(call: Call, task: Row): Row {
  const { now, user } = call
  const done = { current_state: 'completed', completed_at: now, completer_id: user.id, updated_at: now }
  return call.state.put('tasks', { ...task, ...done })
}

/** Makes a task, unless one with the same idempotency key is there: then that one is the answer. */
function createTask(call: Call): Result {
  const problems = new Problems()
  const fields = readFields(call.params, newTask, call.state, problems)
  requireFields(fields, required, problems)
  problems.throwIfAny()
  const key = fields.idempotency_key
  const [existing] = typeof key === 'string' ? call.state.table('tasks').find('idempotency_key', key) : []
  if (existing) return { data: taskView(existing, call) }
  const made = { creator_id: call.user.id, created_at: call.now, updated_at: call.now }
  return { data: taskView(call.state.insert('tasks', { ...withFields({}, fields), ...made }), call) }
}

function updateTask(call: Call): Result {
  const task = taskOf(call)
  const problems = new Problems()
  const { current_state, ...fields } = readFields(call.params, taskChange, call.state, problems)
  if (current_state === 'completed' && task.current_state === 'completed')
    problems.add('current_state', 'has already been completed')
  problems.throwIfAny()
  const changed = call.state.put('tasks', { ...withFields(task, fields), id: task.id, updated_at: call.now })
  return { data: taskView(current_state === 'completed' ? completeTask(call, changed) : changed, call) }
}

function taskOf(call: Call): Row {
  const task = call.state.get('tasks', call.id)
  if (!task) throw notFound('Task')
  return task
}

function deleteTask(call: Call): Result {
  const wasThere = call.id > 0 && call.id <= call.state.table('tasks').lastId
  if (!wasThere) throw notFound('Task')
  call.state.remove('tasks', call.id)
  return null
}

export const taskRoutes: Route[] = [
  { method: 'GET', path: '/v2/tasks', scope: 'tasks:read', handle: (call) => answerList(tasks, call) },
  {
    method: 'GET',
    path: '/v2/tasks/:id',
    scope: 'tasks:read',
    handle: (call) => ({ data: taskView(taskOf(call), call) }),
  },
  { method: 'POST', path: '/v2/tasks', scope: 'tasks:write', handle: createTask },
  { method: 'PUT', path: '/v2/tasks/:id', scope: 'tasks:write', handle: updateTask },
  { method: 'DELETE', path: '/v2/tasks/:id', scope: 'tasks:delete', handle: deleteTask },
]
