import type { Call } from '../api/route.ts'
import { type Upserted, upsert } from '../api/upsert.ts'
import { createAccount, updateAccount } from './save-account.ts'

/** The upsert of accounts, by itself or as an item of a bulk job. */
export const upsertAccount = (call: Call): Upserted =>
  upsert(call, {
    table: call.state.table('accounts'),
    keys: {
      domain: (table, domain) => table.find('domain', domain.trim().toLowerCase()),
      crm_id: (table, crmId) => table.find('crm_id', crmId),
    },
    create: createAccount,
    update: updateAccount,
  })
