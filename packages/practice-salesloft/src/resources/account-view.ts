import { relation, shown } from '../api/relations.ts'
import type { Call } from '../api/route.ts'
import type { JsonObject } from '../store/json.ts'
import type { Row } from '../store/table.ts'
import { shownAccountFields } from './account-fields.ts'

/** An account as the API shows it. */
export function accountView(row: Row, call: Call): JsonObject {
  return {
    id: row.id,
    created_at: row.created_at ?? null,
    updated_at: row.updated_at ?? null,
    archived_at: row.archived_at ?? null,
    ...shown(row, shownAccountFields),
    do_not_contact: row.do_not_contact ?? false,
    custom_fields: row.custom_fields ?? {},
    tags: row.tags ?? [],
    crm_id: row.crm_id ?? null,
    crm_url: typeof row.crm_id === 'string' ? `https://practice.my.salesforce.com/${row.crm_id}` : null,
    crm_object_type: typeof row.crm_id === 'string' ? 'account' : null,
    owner_crm_id: null,
    last_contacted_at: null,
    last_contacted_type: null,
    user_relationships: {},
    counts: { people: call.state.table('people').count('account_id', row.id) },
    owner: relation(call, 'users', row.owner_id),
    creator: relation(call, 'users', row.creator_id),
    last_contacted_by: null,
    last_contacted_person: null,
    company_stage: relation(call, 'account_stages', row.company_stage_id),
    account_tier: relation(call, 'account_tiers', row.account_tier_id),
  }
}
