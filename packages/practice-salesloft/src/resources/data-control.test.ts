import { expect, it } from 'vitest'
import { at, clientOf, idsIn, plain } from '../../test/practice-client.ts'
import { startPracticeSalesloft } from '../start-practice-salesloft.ts'

it('a dry run is kept as a request and changes nothing', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)
  const before = plain(await client.get('/v2/accounts/1'))

  const dry = await client.post('/v2/data_control/account_and_people_redaction', { account_id: 1, dry_run: true })

  expect(at(dry, 'data')).toMatchObject({
    id: 1,
    request_type: 'account_and_people_redaction',
    dry_run: true,
    team_id: 1,
    metadata: { account_id: 1, people_ids: [1, 2, 3] },
  })
  expect(plain(await client.get('/v2/accounts/1'))).toEqual(before)
  expect(plain(await client.get('/v2/data_control/requests/1'))).toEqual(plain(dry))
})

it('a redaction empties the account and its people, and takes them off their cadences', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)

  await client.post('/v2/data_control/account_and_people_redaction', { account_id: 1 })

  expect(at(await client.get('/v2/accounts/1'), 'data')).toMatchObject({
    name: '[redacted]',
    domain: null,
    city: null,
    do_not_contact: true,
  })
  expect(at(await client.get('/v2/people/1'), 'data')).toMatchObject({
    display_name: '[redacted] [redacted]',
    email_address: null,
    phone: null,
    cadences: [],
  })
  expect(idsIn(await client.get('/v2/data_control/requests?dry_run=false'))).toEqual([1])
})

it('needs an account that exists, the own team, and the scope', async () => {
  await using practice = await startPracticeSalesloft()
  const redact = (fields: object, key?: string) =>
    clientOf(practice, key).post('/v2/data_control/account_and_people_redaction', fields)

  expect(plain(await redact({}))).toEqual({ status: 422, body: { errors: { account_id: ['is required'] } } })
  expect(plain(await redact({ account_id: 999, team_id: 2 }))).toEqual({
    status: 422,
    body: { errors: { account_id: ['does not exist'], team_id: ['is not your team'] } },
  })
  expect(plain(await redact({ account_id: 1 }, practice.addKey(['accounts:write'])))).toEqual({
    status: 403,
    body: { error: 'This key lacks the scope data_control:write' },
  })
})
