import type { JsonObject } from '../store/json.ts'
import { setUpAt, stamps } from './times.ts'

/** The first five people are on "Direct Mail Welcome", each waiting at its first step, which is an integration's. */
const enrolled = [1, 2, 3, 4, 5]
const directMail = { cadence_id: 2, user_id: 1 }

export const cadence_memberships: JsonObject[] = enrolled.map((person_id) => ({
  ...directMail,
  person_id,
  current_state: 'active',
  currently_on_cadence: true,
  added_at: setUpAt,
  ...stamps,
}))

export const actions: JsonObject[] = enrolled.map((person_id, index) => ({
  ...directMail,
  person_id,
  type: 'integration',
  status: 'in_progress',
  due_on: setUpAt,
  step_id: 5,
  membership_id: index + 1,
  ...stamps,
}))

const task = (subject: string, task_type: string, person_id: number): JsonObject => ({
  subject,
  task_type,
  person_id,
  user_id: 1,
  creator_id: 1,
  current_state: 'scheduled',
  due_date: '2025-03-10',
  ...stamps,
})

export const tasks: JsonObject[] = [
  task('Send the sample box', 'integration', 6),
  task('Send the site plan', 'integration', 7),
  task('Ask about the spring order', 'call', 8),
  task('Confirm the visit', 'email', 9),
]
