import { expect, it } from 'vitest'
import { at, clientOf, plain } from '../../test/practice-client.ts'
import { startPracticeSalesloft } from '../start-practice-salesloft.ts'

const acme = { name: 'Acme Anvils', domain: 'ACME-anvils.example' }

it('creates an account, its domain in lower case, owned by the user of the key', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)

  const created = await client.post('/v2/accounts', { ...acme, size: '12', tags: ['pilot'], company_stage_id: 2 })

  expect(created.status).toBe(200)
  expect(at(created, 'data')).toMatchObject({
    id: 21,
    name: 'Acme Anvils',
    domain: 'acme-anvils.example',
    size: '12',
    tags: ['pilot'],
    archived_at: null,
    owner: { id: 1, _href: `${practice.url}/v2/users/1` },
    company_stage: { id: 2, _href: `${practice.url}/v2/account_stages/2` },
    account_tier: null,
    counts: { people: 0 },
  })
  expect(plain(await client.get('/v2/accounts/21'))).toEqual(plain(created))
})

it('says everything that is wrong with a new account at once, and makes none', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)

  const refused = await client.post('/v2/accounts', {
    domain: 'https://acme.example/',
    size: 12,
    do_not_contact: 'perhaps',
    owner_id: 99,
    tags: 'pilot',
  })

  expect(plain(refused)).toEqual({
    status: 422,
    body: {
      errors: {
        name: ['is required'],
        domain: ['must be a bare domain such as example.com'],
        size: ['must be a string'],
        do_not_contact: ['must be true or false'],
        owner_id: ['does not exist'],
        tags: ['must be an array of strings'],
      },
    },
  })
  expect(practice.records('accounts')).toHaveLength(20)
})

it('takes each domain once, whatever its case', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)
  await client.post('/v2/accounts', acme)

  const again = await client.post('/v2/accounts', { name: 'Other', domain: 'acme-Anvils.EXAMPLE' })

  expect(plain(again)).toEqual({ status: 422, body: { errors: { domain: ['has already been taken'] } } })
})

it('keeps what an update leaves out, clears what it sets to null, archives and brings back', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)

  const changed = await client.put('/v2/accounts/1', { city: 'Stavanger', industry: null, archived: true })
  const restored = await client.put('/v2/accounts/1', { archived: false })

  expect(at(changed, 'data')).toMatchObject({
    name: 'Halvorsen Marine Works',
    city: 'Stavanger',
    industry: null,
    archived_at: expect.stringMatching(/^\d{4}-/),
  })
  expect(at(restored, 'data')).toMatchObject({ city: 'Stavanger', archived_at: null })
  expect(plain(await client.put('/v2/accounts/999', acme))).toEqual({
    status: 404,
    body: { error: 'Account not found' },
  })
})

it('deletes an account as often as it is asked, and detaches its people', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)

  const replies = [
    await client.delete('/v2/accounts/1'),
    await client.delete('/v2/accounts/1'),
    await client.delete('/v2/accounts/999'),
  ]

  expect(replies.map(({ status }) => status)).toEqual([204, 204, 404])
  expect(at(await client.get('/v2/people/1'), 'data.account')).toBeNull()
  expect(practice.requests().map(({ applied }) => applied)).toEqual([true, false, false, false])
})

it('takes a crm_id only with its type, its length and the prefix of an account', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)
  const write = (fields: object) => client.put('/v2/accounts/1', fields)

  expect(at(await write({ crm_id: '001000000000000AAA' }), 'errors')).toEqual({
    crm_id_type: ['is required with crm_id'],
  })
  expect(at(await write({ crm_id: '001', crm_id_type: 'hubspot' }), 'errors')).toEqual({
    crm_id_type: ['must be one of salesforce'],
    crm_id: ['must be an 18-character Salesforce id'],
  })
  expect(at(await write({ crm_id: '003000000000000AAA', crm_id_type: 'salesforce' }), 'errors')).toEqual({
    crm_id: ['must be the id of a Salesforce Account'],
  })
  expect(at(await write({ crm_id: '001000000000000AAA', crm_id_type: 'salesforce' }), 'data')).toMatchObject({
    crm_id: '001000000000000AAA',
    crm_object_type: 'account',
  })
})
