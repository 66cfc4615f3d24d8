import { relation, shown } from '../api/relations.ts'
import type { Call } from '../api/route.ts'
import type { JsonObject } from '../store/json.ts'
import type { Row } from '../store/table.ts'
import { shownPersonFields } from './person-fields.ts'

/** A person as the API shows it. */
export function personView(row: Row, call: Call): JsonObject {
  const name = [row.first_name, row.last_name].filter((part) => typeof part === 'string').join(' ')
  const email = typeof row.email_address === 'string' ? row.email_address : null
  return {
    id: row.id,
    created_at: row.created_at ?? null,
    updated_at: row.updated_at ?? null,
    ...shown(row, shownPersonFields),
    display_name: name === '' ? email : name,
    full_email_address: email && name !== '' ? `${name} <${email}>` : email,
    do_not_contact: row.do_not_contact ?? false,
    eu_resident: row.eu_resident ?? false,
    bouncing: false,
    starred: false,
    untouched: true,
    success_count: 0,
    tags: row.tags ?? [],
    contact_restrictions: row.contact_restrictions ?? [],
    custom_fields: row.custom_fields ?? {},
    crm_id: row.crm_id ?? null,
    crm_url: typeof row.crm_id === 'string' ? `https://practice.my.salesforce.com/${row.crm_id}` : null,
    crm_object_type: crmObjectType(row.crm_id),
    owner_crm_id: null,
    last_contacted_at: null,
    last_contacted_type: null,
    last_replied_at: null,
    counts: { calls: 0, emails_bounced: 0, emails_clicked: 0, emails_replied_to: 0, emails_sent: 0, emails_viewed: 0 },
    cadences: cadencesOf(row, call),
    account: relation(call, 'accounts', row.account_id),
    owner: relation(call, 'users', row.owner_id),
    person_stage: relation(call, 'person_stages', row.person_stage_id),
    import: relation(call, 'imports', row.import_id),
    last_contacted_by: null,
    last_completed_step: null,
    last_completed_step_cadence: null,
    most_recent_cadence: null,
  }
}

function crmObjectType(crmId: unknown): string | null {
  if (typeof crmId !== 'string') return null
  return crmId.startsWith('00Q') ? 'lead' : 'contact'
}

function cadencesOf(row: Row, call: Call): (JsonObject | null)[] {
  return call.state
    .table('cadence_memberships')
    .find('person_id', row.id)
    .filter((membership) => membership.currently_on_cadence === true)
    .map((membership) => relation(call, 'cadences', membership.cadence_id))
}
