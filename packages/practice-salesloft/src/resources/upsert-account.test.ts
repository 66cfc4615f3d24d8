import { expect, it } from 'vitest'
import { at, clientOf, plain } from '../../test/practice-client.ts'
import { startPracticeSalesloft } from '../start-practice-salesloft.ts'

const existing = 'halvorsen-marine.example'

it('updates the account that the key matches, and creates one where none does', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)
  const upsert = (fields: object) => client.post('/v2/account_upserts', fields)

  const updated = await upsert({ upsert_key: 'domain', domain: existing.toUpperCase(), city: 'Oslo' })
  const created = await upsert({ upsert_key: 'domain', domain: 'new.example', name: 'New' })
  const byId = await upsert({ upsert_key: 'id', id: 2, name: 'Renamed' })

  expect(at(updated, 'data')).toMatchObject({
    upsert_type: 'update',
    account: { id: 1, city: 'Oslo', name: 'Halvorsen Marine Works' },
  })
  expect(at(created, 'data')).toMatchObject({ upsert_type: 'create', account: { id: 21, domain: 'new.example' } })
  expect(at(byId, 'data')).toMatchObject({ upsert_type: 'update', account: { id: 2, name: 'Renamed' } })
})

it('never updates without upsert_key', async () => {
  await using practice = await startPracticeSalesloft()

  const refused = await clientOf(practice).post('/v2/account_upserts', { name: 'Other', domain: existing })

  expect(plain(refused)).toEqual({ status: 422, body: { errors: { domain: ['has already been taken'] } } })
})

it.each([
  [
    'the field of the key is missing',
    { upsert_key: 'domain', name: 'X' },
    { domain: ['is required, as upsert_key names it'] },
  ],
  ['the key is unknown', { upsert_key: 'name', name: 'X' }, { upsert_key: ['must be one of id, domain, crm_id'] }],
  [
    'id and key point at different accounts',
    { upsert_key: 'domain', domain: existing, id: 2 },
    { id: ['does not match the record found by domain'] },
  ],
  ['a created one lacks its name', { upsert_key: 'domain', domain: 'new.example' }, { name: ['is required'] }],
])('is refused where %s', async (_case, fields, errors) => {
  await using practice = await startPracticeSalesloft()

  expect(plain(await clientOf(practice).post('/v2/account_upserts', fields))).toEqual({ status: 422, body: { errors } })
})

it('is refused where several accounts have the crm_id', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)
  const crm = { crm_id: '001000000000000AAA', crm_id_type: 'salesforce' }
  await client.put('/v2/accounts/1', crm)
  await client.put('/v2/accounts/2', crm)

  const refused = await client.post('/v2/account_upserts', { upsert_key: 'crm_id', ...crm, city: 'Oslo' })

  expect(plain(refused)).toEqual({ status: 422, body: { errors: { crm_id: ['matches several records'] } } })
})
