import type { Call } from '../api/route.ts'
import type { Row } from '../store/table.ts'
import { leaveCadences } from './leave-cadences.ts'

const redacted = '[redacted]'

/** Empties an account of everything that was known about it; its id stays. */
export function redactAccount(call: Call, accountId: number): void {
  const account = call.state.get('accounts', accountId)
  if (!account) return
  call.state.put('accounts', {
    id: accountId,
    name: redacted,
    do_not_contact: true,
    archived_at: call.now,
    created_at: account.created_at ?? call.now,
    updated_at: call.now,
  })
}

/** Empties a person of everything that was known about them, off every cadence; the id stays. */
export function redactPerson(call: Call, person: Row): void {
  leaveCadences(call, person.id)
  call.state.put('people', {
    id: person.id,
    first_name: redacted,
    last_name: redacted,
    account_id: person.account_id ?? null,
    do_not_contact: true,
    created_at: person.created_at ?? call.now,
    updated_at: call.now,
  })
}

export function removePerson(call: Call, person: Row): void {
  leaveCadences(call, person.id, { person_deleted: true })
  call.state.remove('people', person.id)
}
