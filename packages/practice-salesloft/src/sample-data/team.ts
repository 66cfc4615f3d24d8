import { createHash } from 'node:crypto'
import { practiceApiKey } from '../practice-api-key.ts'
import type { JsonObject } from '../store/json.ts'
import { stamps } from './times.ts'

export const teams: JsonObject[] = [
  { name: 'Northwind Practice Team', plan: 'advanced', license_limit: 25, group_privacy_setting: 'public', ...stamps },
]

export const groups: JsonObject[] = ['New Business', 'Customer Growth', 'Partnerships'].map((name) => ({
  name,
  ...stamps,
}))

const people: readonly (readonly [first: string, last: string, role: string, group: number])[] = [
  ['Maren', 'Okafor', 'RevOps', 1],
  ['Tobias', 'Lindqvist', 'Account Executive', 1],
  ['Priya', 'Raghunathan', 'Account Executive', 1],
  ['Diego', 'Saldarriaga', 'Sales Development', 1],
  ['Hannah', 'Brandvold', 'Sales Development', 2],
  ['Kwame', 'Asante-Mills', 'Customer Success', 2],
  ['Yuki', 'Tanabe', 'Partner Manager', 3],
  ['Colette', 'Duvernay', 'Account Executive', 3],
]

/** The first one is whom the practice key acts for; the last one has left. */
export const users: JsonObject[] = people.map(([first, last, role, group], index) => ({
  guid: guidOf(index + 1),
  first_name: first,
  last_name: last,
  email: `${first}.${last}@northwind-practice.example`.toLowerCase(),
  job_role: role,
  time_zone: 'America/New_York',
  active: index < people.length - 1,
  team_admin: index === 0,
  team_id: 1,
  group_id: group,
  ...stamps,
}))

export const keys: JsonObject[] = [{ key: practiceApiKey, user_id: 1, scopes: ['*'], ...stamps }]

function guidOf(number: number): string {
  const hex = createHash('sha256').update(`practice user ${number}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
