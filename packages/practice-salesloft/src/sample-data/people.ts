import type { JsonObject } from '../store/json.ts'
import { accounts } from './accounts.ts'
import { stamps } from './times.ts'

const firstNames = [
  'Ingrid',
  'Rui',
  'Shauna',
  'Edmund',
  'Annelise',
  'Facundo',
  'Imogen',
  'Marcus',
  'Lakshmi',
  'Delphine',
]
const lastNames = ['Solberg', 'Carvalho', 'Whitfield', 'Ainsworth', 'Meierhofer', 'Quiroga', 'Thorne', 'Beaulieu']
const titles: readonly (readonly [title: string, seniority: string])[] = [
  ['Chief Operating Officer', 'executive'],
  ['Director of Purchasing', 'director'],
  ['IT Manager', 'manager'],
]

/** Three people at each account; of every tenth account the last one must not be contacted. */
export const people: JsonObject[] = accounts.flatMap((account, index) =>
  titles.map(([title, job_seniority], position) => {
    const first = firstNames[(index * 3 + position) % firstNames.length] ?? ''
    const last = lastNames[(index + position * 3) % lastNames.length] ?? ''
    return {
      first_name: first,
      last_name: last,
      email_address: `${first}.${last}@${account.domain}`.toLowerCase(),
      title,
      job_seniority,
      phone: `55502${String(index * 3 + position).padStart(5, '0')}`,
      person_company_name: account.name ?? null,
      city: account.city ?? null,
      country: account.country ?? null,
      account_id: index + 1,
      owner_id: account.owner_id ?? null,
      person_stage_id: (position % 5) + 1,
      ...(index % 10 === 9 && position === 2 && { do_not_contact: true }),
      ...stamps,
    }
  }),
)
