import { expect, it } from 'vitest'
import { at, clientOf, idsIn, plain } from '../../test/practice-client.ts'
import { startPracticeSalesloft } from '../start-practice-salesloft.ts'

it('completes an open integration action once, and moves the person to the next step', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)

  const done = await client.post('/v2/activities', { action_id: 1 })
  const again = await client.post('/v2/activities', { action_id: 1 })

  expect(plain(done)).toEqual({ status: 200, body: { data: { updated_at: expect.stringMatching(/^\d{4}-.*Z$/) } } })
  expect(plain(again)).toEqual({ status: 422, body: { errors: { action_id: ['has already been completed'] } } })
  expect((await client.get('/v2/actions/1')).status).toBe(404)
  const open = await client.get('/v2/actions?person_id[]=1')
  expect(at(open, 'data.0')).toMatchObject({ type: 'email', step: { id: 6 }, person: { id: 1 }, status: 'in_progress' })
})

it('completes an open integration task once, and no task of another type', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)
  const complete = async (fields: object) => plain(await client.post('/v2/activities', fields))

  expect((await complete({ task_id: 1 })).status).toBe(200)
  expect(await complete({ task_id: 1 })).toEqual({
    status: 422,
    body: { errors: { task_id: ['has already been completed'] } },
  })
  expect(await complete({ task_id: 3 })).toEqual({
    status: 422,
    body: { errors: { task_id: ['must be of type integration, not call'] } },
  })
  expect(await complete({})).toEqual({ status: 422, body: { errors: { action_id: ['or task_id is required'] } } })
  expect(at(await client.get('/v2/tasks/1'), 'data')).toMatchObject({
    current_state: 'completed',
    completed_by: { id: 1 },
  })
})

it('ends the membership after the last step', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)
  await client.post('/v2/cadence_memberships?person_id=10&cadence_id=2&step_id=7')
  const [action] = idsIn(await client.get('/v2/actions?person_id=10'))

  await client.post('/v2/activities', { action_id: action })

  const memberships = await client.get('/v2/cadence_memberships?person_id=10&cadence_id=2')
  expect(at(memberships, 'data.0')).toMatchObject({ current_state: 'completed', currently_on_cadence: false })
})
