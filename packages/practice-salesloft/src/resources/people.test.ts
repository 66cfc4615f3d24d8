import { expect, it } from 'vitest'
import { at, clientOf, idsIn, plain } from '../../test/practice-client.ts'
import { startPracticeSalesloft } from '../start-practice-salesloft.ts'

it('creates a person by e-mail address, and by phone with last name', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)

  const byEmail = await client.post('/v2/people', {
    email_address: 'Ada@new.example',
    first_name: 'Ada',
    account_id: 1,
  })
  const byPhone = await client.post('/v2/people', { phone: '5551', last_name: 'Low' })

  expect(at(byEmail, 'data')).toMatchObject({
    id: 61,
    email_address: 'Ada@new.example',
    display_name: 'Ada',
    account: { id: 1, _href: `${practice.url}/v2/accounts/1` },
    cadences: [],
  })
  expect(at(byPhone, 'data')).toMatchObject({ id: 62, display_name: 'Low', email_address: null })
})

it('refuses a person that is there already or has nothing to be told by', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)
  const create = async (fields: object) => plain(await client.post('/v2/people', fields))
  await create({ email_address: 'ada@new.example' })
  await create({ phone: '5551', last_name: 'Low' })

  expect(await create({ email_address: 'ADA@new.example' })).toEqual({
    status: 422,
    body: { errors: { email_address: ['is already taken'] } },
  })
  expect(await create({ phone: '5551', last_name: 'Low' })).toEqual({
    status: 422,
    body: { errors: { phone: ['is already taken together with this last_name'] } },
  })
  expect(await create({ first_name: 'Ada', job_seniority: 'boss', contact_restrictions: ['fax'] })).toEqual({
    status: 422,
    body: {
      errors: {
        email_address: ['is required, unless phone and last_name are given'],
        job_seniority: ['must be one of director, executive, individual_contributor, manager, vice_president, unknown'],
        contact_restrictions: ['may hold only call, email, message'],
      },
    },
  })
})

it('upserts by e-mail address whatever its case, and keeps what is left out', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)
  const upsert = (fields: object) => client.post('/v2/person_upserts', { upsert_key: 'email_address', ...fields })

  const created = await upsert({ email_address: 'ada@new.example', title: 'Head' })
  const updated = await upsert({ email_address: 'Ada@New.example', first_name: 'Ada' })

  expect(at(created, 'data.upsert_type')).toBe('create')
  expect(at(updated, 'data')).toMatchObject({
    upsert_type: 'update',
    person: { id: 61, title: 'Head', first_name: 'Ada' },
  })
})

it('finds people by e-mail addresses and by account', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)
  const first = String(at(await client.get('/v2/people/1'), 'data.email_address'))

  expect(idsIn(await client.get(`/v2/people?email_addresses[]=${first.toUpperCase()}`))).toEqual([1])
  expect(idsIn(await client.get('/v2/people?account_id=2')).sort()).toEqual([4, 5, 6])
})

it('takes a deleted person off every cadence, and deletes again with success', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)

  const replies = [await client.delete('/v2/people/1'), await client.delete('/v2/people/1')]

  expect(replies.map(({ status }) => status)).toEqual([204, 204])
  expect(at(await client.get('/v2/cadence_memberships/1'), 'data')).toMatchObject({
    current_state: 'removed',
    currently_on_cadence: false,
    person_deleted: true,
  })
  expect(idsIn(await client.get('/v2/actions?person_id=1'))).toEqual([])
})
