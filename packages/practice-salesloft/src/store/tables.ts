import { numberOf, textOf } from './json.ts'
import type { Indexes, Row } from './table.ts'

const byText = (field: string) => (row: Row) => textOf(row[field])
const byNumber = (field: string) => (row: Row) => numberOf(row[field])

/** E-mail addresses are the same whatever their case. */
export const emailKey = (address: string): string => address.toLowerCase()

/** What a person without an e-mail address is told apart by. */
export const phoneKey = (phone: string, lastName: string): string => JSON.stringify([phone, lastName])

export const membershipKey = (personId: number, cadenceId: number): string => `${personId}:${cadenceId}`

function personEmail(row: Row): string | undefined {
  const address = textOf(row.email_address)
  return address === undefined ? undefined : emailKey(address)
}

function personPhone(row: Row): string | undefined {
  const [phone, lastName] = [textOf(row.phone), textOf(row.last_name)]
  return phone === undefined || lastName === undefined ? undefined : phoneKey(phone, lastName)
}

function membership(row: Row): string | undefined {
  const [person, cadence] = [numberOf(row.person_id), numberOf(row.cadence_id)]
  return person === undefined || cadence === undefined ? undefined : membershipKey(person, cadence)
}

const none: Indexes = {}

/** Every table, with its indexes. */
export const tables = {
  teams: none,
  groups: none,
  users: { guid: byText('guid') },
  keys: { key: byText('key') },
  account_stages: none,
  account_tiers: none,
  person_stages: none,
  custom_fields: none,
  tags: { name: byText('name') },
  call_dispositions: none,
  call_sentiments: none,
  accounts: { domain: byText('domain'), crm_id: byText('crm_id'), name: byText('name') },
  people: { email: personEmail, phone: personPhone, crm_id: byText('crm_id'), account_id: byNumber('account_id') },
  cadences: none,
  steps: { cadence_id: byNumber('cadence_id') },
  cadence_memberships: { pair: membership, person_id: byNumber('person_id'), cadence_id: byNumber('cadence_id') },
  actions: { person_id: byNumber('person_id'), membership_id: byNumber('membership_id') },
  tasks: { idempotency_key: byText('idempotency_key'), person_id: byNumber('person_id') },
  notes: none,
  calls: { person_id: byNumber('person_id') },
  bulk_jobs: none,
  bulk_job_items: { bulk_job_id: byNumber('bulk_job_id') },
  data_control_requests: none,
} as const satisfies Readonly<Record<string, Indexes>>

export type TableName = keyof typeof tables

export const isTableName = (name: string): name is TableName => Object.hasOwn(tables, name)
