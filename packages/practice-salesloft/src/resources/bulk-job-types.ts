import type { Call } from '../api/route.ts'
import type { Upserted } from '../api/upsert.ts'
import type { JsonObject } from '../store/json.ts'
import type { Row } from '../store/table.ts'
import { accountView } from './account-view.ts'
import { personView } from './person-view.ts'
import { upsertAccount } from './upsert-account.ts'
import { upsertPerson } from './upsert-person.ts'

type BulkJobType = {
  table: 'people' | 'accounts'
  /** Does what the single call does with the parameters of an item. */
  run: (call: Call) => Upserted
  show: (row: Row, call: Call) => JsonObject
}

/** The types of bulk job. `account/upsert` isn't confirmed by the public reference. */
export const bulkJobTypes: Readonly<Record<string, BulkJobType>> = {
  'person/upsert': { table: 'people', run: upsertPerson, show: personView },
  'account/upsert': { table: 'accounts', run: upsertAccount, show: accountView },
}
