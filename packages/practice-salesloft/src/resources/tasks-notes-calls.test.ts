import { expect, it } from 'vitest'
import { at, clientOf, idsIn, plain } from '../../test/practice-client.ts'
import { startPracticeSalesloft } from '../start-practice-salesloft.ts'

const task = {
  subject: 'Call back',
  task_type: 'call',
  current_state: 'scheduled',
  due_date: '2026-05-01',
  person_id: '10',
  user_id: 1,
}

it('makes one task for an idempotency key, however often it is sent', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)
  const create = () => client.post('/v2/tasks', { ...task, idempotency_key: 'row-17' })

  const [first, second] = [await create(), await create()]

  expect(at(first, 'data')).toMatchObject({ id: 5, subject: 'Call back', person: { id: 10 }, completed_at: null })
  expect(plain(second)).toEqual(plain(first))
  expect(practice.requests().map(({ applied }) => applied)).toEqual([true, false])
  expect(plain(await client.post('/v2/tasks', { ...task, task_type: 'fax', due_date: 'soon' }))).toEqual({
    status: 422,
    body: {
      errors: { task_type: ['must be one of call, email, general'], due_date: ['must be an ISO 8601 date or time'] },
    },
  })
})

it('completes a task once', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)
  const complete = () => client.put('/v2/tasks/3', { current_state: 'completed' })

  expect(at(await complete(), 'data.current_state')).toBe('completed')
  expect(plain(await complete())).toEqual({
    status: 422,
    body: { errors: { current_state: ['has already been completed'] } },
  })
})

it('writes, changes and deletes notes on people and accounts', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)

  const created = await client.post('/v2/notes', {
    associated_with_type: 'account',
    associated_with_id: 3,
    content: 'Met.',
  })
  const changed = await client.put('/v2/notes/1', { content: 'Met at the fair.' })
  const refused = await client.post('/v2/notes', { associated_with_type: 'person', associated_with_id: 999 })

  expect(at(created, 'data')).toMatchObject({
    id: 1,
    associated_with: { id: 3, _href: `${practice.url}/v2/accounts/3` },
  })
  expect(at(changed, 'data.content')).toBe('Met at the fair.')
  expect(at(refused, 'errors')).toEqual({ associated_with_id: ['does not exist'], content: ['is required'] })
  expect([await client.delete('/v2/notes/1'), await client.delete('/v2/notes/1')].map(({ status }) => status)).toEqual([
    204, 204,
  ])
})

it('logs a call with its note and completes the action it was made for', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)
  await client.post('/v2/cadence_memberships?person_id=10&cadence_id=4')
  const [action] = idsIn(await client.get('/v2/actions?person_id=10'))
  const log = () =>
    client.post('/v2/activities/calls', { person_id: 10, action_id: action, duration: 95, notes: 'Wants a visit.' })

  const logged = await log()

  expect(at(logged, 'data')).toMatchObject({ id: 1, duration: 95, called_person: { id: 10 }, note: { id: 1 } })
  expect(plain(await log())).toEqual({ status: 422, body: { errors: { action_id: ['has already been completed'] } } })
  expect(practice.records('notes')).toHaveLength(1)
})
