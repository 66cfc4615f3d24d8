import { expect, it } from 'vitest'
import { at, clientOf, plain } from '../../test/practice-client.ts'
import { startPracticeSalesloft } from '../start-practice-salesloft.ts'

it('says in the documented words that no token was sent, and refuses an unknown one', async () => {
  await using practice = await startPracticeSalesloft()

  const none = await fetch(`${practice.url}/v2/me`)
  const unknown = await clientOf(practice, 'ak_wrong').get('/v2/me')

  expect([none.status, await none.json()]).toEqual([
    401,
    { error: 'No Bearer Token attached to request, please see documentation at developers.salesloft.com' },
  ])
  expect(plain(unknown)).toEqual({ status: 401, body: { error: 'The Bearer Token is not valid' } })
})

it('lets a key do what its scopes name, and a crm_id only with its own scope', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice, practice.addKey(['accounts:write'], 3))

  expect(at(await client.get('/v2/me'), 'data.name')).toBe('Priya Raghunathan')
  expect((await client.put('/v2/accounts/1', { city: 'Oslo' })).status).toBe(200)
  expect(plain(await client.delete('/v2/accounts/1'))).toEqual({
    status: 403,
    body: { error: 'This key lacks the scope accounts:delete' },
  })
  expect(
    plain(await client.put('/v2/accounts/1', { crm_id: '001000000000000AAA', crm_id_type: 'salesforce' })),
  ).toEqual({
    status: 403,
    body: { error: 'Writing crm_id needs the scope crm_id_account:write' },
  })
})

it('takes one point for a request, more for a deep page, and tells what is left', async () => {
  await using practice = await startPracticeSalesloft({ windowMs: 3_600_000 })
  const client = clientOf(practice)
  const rate = async (path: string) => {
    const { headers } = await client.get(path)
    return [headers.get('x-ratelimit-endpoint-cost'), headers.get('x-ratelimit-remaining-minute')]
  }

  expect(await rate('/v2/me')).toEqual(['1', '599'])
  expect(await rate('/v2/accounts?page=101')).toEqual(['3', '596'])
  expect(await rate('/v2/accounts?per_page=1&page=251')).toEqual(['10', '586'])
  expect(practice.requests().map(({ cost }) => cost)).toEqual([1, 3, 10])
})

it('answers 429 when the points are used up, changes nothing and takes nothing for it', async () => {
  await using practice = await startPracticeSalesloft({
    pointsPerMinute: 2,
    windowMs: 3_600_000,
    retryAfter: 'seconds',
  })
  const client = clientOf(practice)
  const statuses = []
  for (const number of [1, 2, 3]) statuses.push((await client.put(`/v2/accounts/${number}`, { city: 'Oslo' })).status)
  const refused = await client.get('/v2/me')

  expect(statuses).toEqual([200, 200, 429])
  expect(plain(refused)).toEqual({
    status: 429,
    body: { error: 'Rate limit exceeded: the points of this minute are used up' },
  })
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(refused.headers.get('x-ratelimit-remaining-minute')).toBe('0')
  expect(practice.requests({ status: 429 }).map(({ cost, applied }) => [cost, applied])).toEqual([
    [0, false],
    [0, false],
  ])
})

it('answers 400 to what is no JSON, reads forms, and takes paths with or without .json', async () => {
  await using practice = await startPracticeSalesloft()
  const send = async (type: string, body: string) => {
    const headers = { authorization: `Bearer ${practice.apiKey}`, 'content-type': type }
    const response = await fetch(`${practice.url}/v2/accounts.json`, { method: 'POST', headers, body })
    return { status: response.status, body: await response.json() }
  }

  expect(await send('application/json', '{"name":')).toEqual({
    status: 400,
    body: { status: 400, error: 'The body is not valid JSON.' },
  })
  expect(await send('application/json', '[1]')).toEqual({
    status: 400,
    body: { status: 400, error: 'The body must be a JSON object.' },
  })
  expect(
    await send('application/x-www-form-urlencoded', 'name=Form+Ltd&domain=form.example&tags[]=a&tags[]=b'),
  ).toMatchObject({
    status: 200,
    body: { data: { name: 'Form Ltd', tags: ['a', 'b'] } },
  })
  expect(plain(await clientOf(practice).get('/v2/nothing'))).toEqual({
    status: 404,
    body: { error: 'Resource not found' },
  })
})
