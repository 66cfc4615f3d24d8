import type { Call } from '../api/route.ts'
import { numberOf } from '../store/json.ts'
import type { State } from '../store/state.ts'
import type { Row } from '../store/table.ts'

/** The steps of a cadence in the order in which people go through them. */
export function stepsOf(state: State, cadenceId: number): Row[] {
  const order = (step: Row) => [numberOf(step.day) ?? 0, numberOf(step.step_number) ?? 0] as const
  return state
    .table('steps')
    .find('cadence_id', cadenceId)
    .sort((a, b) => order(a)[0] - order(b)[0] || order(a)[1] - order(b)[1] || a.id - b.id)
}

/** Opens the action that a step asks for. */
export function startStep(call: Call, membership: Row, step: Row): void {
  call.state.insert('actions', {
    type: step.type ?? 'other',
    status: 'in_progress',
    due_on: call.now,
    person_id: membership.person_id ?? null,
    cadence_id: membership.cadence_id ?? null,
    user_id: membership.user_id ?? null,
    step_id: step.id,
    membership_id: membership.id,
    created_at: call.now,
    updated_at: call.now,
  })
}

/** Completes an action and moves the person on: to the next step, or off the cadence after the last. */
export function completeAction(call: Call, action: Row): void {
  const { state, now } = call
  state.put('actions', { ...action, status: 'completed', completed_at: now, updated_at: now })
  const membership = state.get('cadence_memberships', numberOf(action.membership_id) ?? 0)
  if (membership?.currently_on_cadence !== true) return
  const steps = stepsOf(state, numberOf(action.cadence_id) ?? 0)
  const next = steps[steps.findIndex((step) => step.id === action.step_id) + 1]
  if (next) startStep(call, membership, next)
  else
    state.put('cadence_memberships', {
      ...membership,
      current_state: 'completed',
      currently_on_cadence: false,
      updated_at: now,
    })
}
