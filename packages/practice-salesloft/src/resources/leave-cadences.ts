import type { Call } from '../api/route.ts'

/** Takes the person off every cadence that is still running for them, and drops the actions that were open there. */
export function leaveCadences(call: Call, personId: number, extra: { person_deleted?: true } = {}): void {
  const { state, now } = call
  for (const membership of state.table('cadence_memberships').find('person_id', personId)) {
    const wasOn = membership.currently_on_cadence === true
    if (!wasOn && extra.person_deleted === undefined) continue
    state.put('cadence_memberships', {
      ...membership,
      ...extra,
      current_state: wasOn ? 'removed' : (membership.current_state ?? 'removed'),
      currently_on_cadence: false,
      updated_at: now,
    })
  }
  for (const action of state.table('actions').find('person_id', personId))
    if (action.status !== 'completed') state.remove('actions', action.id)
}
