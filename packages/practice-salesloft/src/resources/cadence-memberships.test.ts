import { expect, it } from 'vitest'
import { at, clientOf, idsIn, plain } from '../../test/practice-client.ts'
import { startPracticeSalesloft } from '../start-practice-salesloft.ts'

it('puts a person on a cadence by query or by JSON body, at the first step unless told', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)

  const byQuery = await client.post('/v2/cadence_memberships?person_id=10&cadence_id=1')
  const byBody = await client.post('/v2/cadence_memberships', { person_id: 11, cadence_id: 1, step_id: 2 })

  expect(byQuery.status).toBe(200)
  expect(at(byQuery, 'data')).toMatchObject({
    id: 6,
    current_state: 'processing',
    currently_on_cadence: true,
    person: { id: 10 },
    cadence: { id: 1 },
    user: { id: 1 },
  })
  expect(byBody.status).toBe(200)
  expect(at(await client.get('/v2/actions?person_id=11'), 'data.0.step.id')).toBe(2)
})

it('keeps one membership for each person and cadence: adding again after removal uses it again', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)
  const add = () => client.post('/v2/cadence_memberships?person_id=10&cadence_id=1')
  const first = await add()

  const active = await add()
  const removed = [await client.delete('/v2/cadence_memberships/6'), await client.delete('/v2/cadence_memberships/6')]
  const again = await add()

  expect(plain(active)).toEqual({ status: 422, body: { errors: { person_id: ['is already on this cadence'] } } })
  expect(removed.map(({ status }) => status)).toEqual([204, 204])
  expect(at(again, 'data.id')).toBe(at(first, 'data.id'))
  expect(idsIn(await client.get('/v2/cadence_memberships?person_id=10&currently_on_cadence=true'))).toEqual([6])
})

it.each([
  [
    'a person who must not be contacted',
    { person_id: 30, cadence_id: 1 },
    { person_id: ['must not be contacted (do_not_contact)'] },
  ],
  [
    'an archived cadence',
    { person_id: 10, cadence_id: 7 },
    { cadence_id: ['takes no people: it is archived or a draft'] },
  ],
  [
    'a step of another cadence',
    { person_id: 10, cadence_id: 1, step_id: 5 },
    { step_id: ['is not a step of this cadence'] },
  ],
  ['nobody', { cadence_id: 1 }, { person_id: ['is required'] }],
  ['an unknown person', { person_id: 999, cadence_id: 1 }, { person_id: ['does not exist'] }],
])('refuses %s', async (_case, fields, errors) => {
  await using practice = await startPracticeSalesloft()

  const refused = await clientOf(practice).post('/v2/cadence_memberships', fields)

  expect(plain(refused)).toEqual({ status: 422, body: { errors } })
})

it('lets only an admin act for another user on a cadence that is neither the team’s nor theirs', async () => {
  await using practice = await startPracticeSalesloft()
  const key = practice.addKey(['cadences:write'], 2)
  const add = (userKey?: string) =>
    clientOf(practice, userKey).post('/v2/cadence_memberships?person_id=10&cadence_id=5&user_id=4')

  expect(plain(await add(key))).toEqual({
    status: 403,
    body: { error: 'This cadence is neither a team cadence nor one of that user' },
  })
  expect((await add()).status).toBe(200)
})
