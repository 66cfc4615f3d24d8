import { forbidden, invalid, Problems } from '../api/api-error.ts'
import { type Fields, isBlank, readFields, refersTo, requireFields } from '../api/fields.ts'
import type { Call } from '../api/route.ts'
import { numberOf } from '../store/json.ts'
import type { Row } from '../store/table.ts'
import { membershipKey } from '../store/tables.ts'
import { startStep, stepsOf } from './cadence-steps.ts'
import { isAddable } from './cadences.ts'
import { completeTask, openTask } from './tasks.ts'

const fieldsOfMembership: Fields = {
  person_id: refersTo('people'),
  cadence_id: refersTo('cadences'),
  user_id: refersTo('users'),
  step_id: refersTo('steps'),
}

/** Puts a person on a cadence. There is one membership for each person and cadence: adding again uses it again. */
export function addToCadence(call: Call): Row {
  const { state, now } = call
  const { person, cadence, userId, step } = readMembership(call)
  const task = openTask(call, 'task_id')
  const [existing] = state.table('cadence_memberships').find('pair', membershipKey(person.id, cadence.id))
  if (existing?.currently_on_cadence === true) throw invalid({ person_id: ['is already on this cadence'] })
  const fields = {
    person_id: person.id,
    cadence_id: cadence.id,
    user_id: userId,
    current_state: 'processing',
    currently_on_cadence: true,
    added_at: now,
    updated_at: now,
  }
  const membership = existing
    ? state.put('cadence_memberships', { ...existing, ...fields })
    : state.insert('cadence_memberships', { ...fields, created_at: now })
  startStep(call, membership, step)
  if (task) completeTask(call, task)
  return membership
}

function readMembership(call: Call): { person: Row; cadence: Row; userId: number; step: Row } {
  const { state, params, user } = call
  const problems = new Problems()
  const fields = readFields(params, fieldsOfMembership, state, problems)
  requireFields(fields, ['person_id', 'cadence_id'], problems)
  problems.throwIfAny()
  const person = state.get('people', numberOf(fields.person_id) ?? 0)
  const cadence = state.get('cadences', numberOf(fields.cadence_id) ?? 0)
  const userId = numberOf(fields.user_id) ?? user.id
  if (!person || !cadence) throw invalid({ person_id: ['does not exist'] })
  const account = state.get('accounts', numberOf(person.account_id) ?? 0)
  if (person.do_not_contact === true || account?.do_not_contact === true)
    throw invalid({ person_id: ['must not be contacted (do_not_contact)'] })
  if (!isAddable(cadence)) throw invalid({ cadence_id: ['takes no people: it is archived or a draft'] })
  const mayActFor = cadence.team_cadence === true || cadence.owner_id === userId || user.team_admin === true
  if (userId !== user.id && !mayActFor) throw forbidden('This cadence is neither a team cadence nor one of that user')
  const steps = stepsOf(state, cadence.id)
  const step = isBlank(fields.step_id) ? steps[0] : steps.find(({ id }) => id === fields.step_id)
  if (!step) throw invalid({ step_id: ['is not a step of this cadence'] })
  return { person, cadence, userId, step }
}
