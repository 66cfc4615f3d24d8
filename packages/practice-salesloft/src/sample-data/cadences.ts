import type { JsonObject } from '../store/json.ts'
import { setUpAt, stamps } from './times.ts'

type Sample = {
  name: string
  owner: number
  team?: true
  shared?: true
  archived?: true
  draft?: true
  steps: string[]
}

const samples: readonly Sample[] = [
  { name: 'Inbound Follow-up', owner: 1, team: true, shared: true, steps: ['email', 'phone', 'email', 'other'] },
  { name: 'Direct Mail Welcome', owner: 1, team: true, shared: true, steps: ['integration', 'email', 'integration'] },
  { name: 'Outbound Manufacturing', owner: 2, team: true, shared: true, steps: ['email', 'phone', 'phone'] },
  { name: 'Renewal Check-in', owner: 6, team: true, shared: true, steps: ['phone', 'email'] },
  { name: 'Priya’s Prospects', owner: 3, steps: ['email', 'other', 'phone'] },
  { name: 'Partner Introductions', owner: 7, shared: true, steps: ['email', 'email'] },
  { name: 'Spring Trade Fair 2024', owner: 2, team: true, shared: true, archived: true, steps: ['email', 'phone'] },
  { name: 'Summer Campaign (draft)', owner: 1, team: true, draft: true, steps: ['email'] },
]

export const cadences: JsonObject[] = samples.map(({ name, owner, team, shared, archived, draft }) => ({
  name,
  owner_id: owner,
  team_cadence: team ?? false,
  shared: shared ?? false,
  draft: draft ?? false,
  cadence_function: 'outbound',
  ...(archived && { archived_at: setUpAt }),
  ...stamps,
}))

const words: Readonly<Record<string, string>> = {
  email: 'E-mail',
  phone: 'Call',
  integration: 'Send through the mailing service',
  other: 'Look at their profile',
}

export const steps: JsonObject[] = samples.flatMap(({ steps: types }, cadence) =>
  types.map((type, index) => ({
    cadence_id: cadence + 1,
    type,
    day: index * 2 + 1,
    step_number: 1,
    name: `${words[type]} ${index + 1}`,
    display_name: `Day ${index * 2 + 1}: Step 1 - ${words[type]}`,
    ...stamps,
  })),
)
