import type { Call } from '../api/route.ts'
import { type Upserted, upsert } from '../api/upsert.ts'
import { emailKey } from '../store/tables.ts'
import { createPerson, updatePerson } from './save-person.ts'

/** The upsert of people, by itself or as an item of a bulk job. */
export const upsertPerson = (call: Call): Upserted =>
  upsert(call, {
    table: call.state.table('people'),
    keys: {
      email_address: (table, address) => table.find('email', emailKey(address.trim())),
      crm_id: (table, crmId) => table.find('crm_id', crmId),
    },
    create: createPerson,
    update: updatePerson,
  })
