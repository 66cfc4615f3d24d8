import { request as httpRequest } from 'node:http'
import { expect, it } from 'vitest'
import { clientOf } from '../../test/practice-client.ts'
import { startPracticeSalesloft } from '../start-practice-salesloft.ts'

const jsonOf = async (url: string, init?: RequestInit) => {
  const response = await fetch(url, init)
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}

it('logs every request with its exact body and what became of it', async () => {
  await using practice = await startPracticeSalesloft()
  const body =
    '{"name" : "Zoë — \\u0041\\n", "domain":"zoe.example","revenue_range":"1E400",\t"x":1.0000000000000000001}'
  await fetch(`${practice.url}/v2/accounts?source=test`, {
    method: 'POST',
    headers: { authorization: `Bearer ${practice.apiKey}`, 'content-type': 'application/json', 'x-campaign': 'spring' },
    body,
  })

  const { body: log } = await jsonOf(`${practice.url}/practice/requests`)

  expect(log).toEqual({
    requests: [
      {
        seq: 1,
        at: expect.stringMatching(/^\d{4}-.*Z$/),
        method: 'POST',
        path: '/v2/accounts?source=test',
        status: 200,
        headers: expect.objectContaining({ authorization: 'Bearer …10f7', 'x-campaign': 'spring' }),
        body,
        cost: 1,
        changes: [{ table: 'accounts', id: 21, kind: 'created' }],
        applied: true,
        responseBody: expect.stringMatching(/^\{"data":\{"id":21,/),
        fault: null,
        arrival: 1,
        alongside: [],
      },
    ],
    next: null,
  })
})

it('keeps bytes that are no UTF-8', async () => {
  await using practice = await startPracticeSalesloft()
  const body = Buffer.from([0x7b, 0xff, 0x7d])

  await fetch(`${practice.url}/v2/accounts`, { method: 'POST', body })

  expect(practice.requests()[0]?.bodyBase64).toBe(body.toString('base64'))
})

it('gives the log in pages and as lines, chosen by method, path and status, and counts it', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)
  for (const id of [1, 2, 999]) await client.get(`/v2/accounts/${id}`)
  await client.put('/v2/accounts/1', { city: 'Oslo' })
  const url = `${practice.url}/practice/requests`
  const paths = async (query: string) =>
    (await jsonOf(`${url}?${query}`)).body.requests.map(({ seq }: { seq: number }) => seq)

  expect((await jsonOf(`${url}?limit=2`)).body.next).toBe(2)
  expect(await paths('after=2')).toEqual([3, 4])
  expect(await paths('method=get&path=/v2/accounts/*&status=200')).toEqual([1, 2])
  expect((await jsonOf(`${url}/count?path=/v2/accounts/1`)).body).toEqual({ count: 2, lastSeq: 4 })
  const lines = (await (await fetch(`${url}?format=ndjson&after=1`)).text()).trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line).seq)).toEqual([2, 3, 4])
  expect((await jsonOf(`${url}?limit=many`)).body).toEqual({ error: 'limit must be a whole number.' })
})

it('goes on counting when the log is cleared, and starts over with a reset', async () => {
  await using practice = await startPracticeSalesloft()
  const client = clientOf(practice)
  await client.delete('/v2/accounts/1')
  await jsonOf(`${practice.url}/practice/requests`, { method: 'DELETE' })
  await client.get('/v2/me')
  const seqs = practice.requests().map(({ seq }) => seq)

  await jsonOf(`${practice.url}/practice/reset`, { method: 'POST' })

  expect(seqs).toEqual([2])
  expect(practice.requests()).toEqual([])
  expect(practice.records('accounts')).toHaveLength(20)
})

it('sets, lists and clears faults, changes settings, makes keys and shows records', async () => {
  await using practice = await startPracticeSalesloft()
  const send = (method: string, path: string, body?: object) =>
    jsonOf(`${practice.url}/practice/${path}`, { method, ...(body && { body: JSON.stringify(body) }) })

  const fault = { kind: 'status', status: 503, match: { path: '/v2/**' }, every: 10 }
  expect(await send('POST', 'faults', fault)).toEqual({
    status: 201,
    body: { ...fault, applies: false, id: 1, matched: 0, struck: 0 },
  })
  expect((await send('POST', 'faults', { kind: 'flood' })).body).toEqual({
    error: 'kind must be one of status, delay, drop, cut, truncated, broken.',
  })
  expect((await send('GET', 'faults')).body.faults).toHaveLength(1)
  expect((await send('DELETE', 'faults?id=1')).status).toBe(204)
  expect((await send('DELETE', 'faults?id=1')).status).toBe(404)
  expect((await send('PATCH', 'settings', { pointsPerMinute: 0, latencyMs: 5 })).body).toMatchObject({
    pointsPerMinute: 0,
    latencyMs: 5,
    windowMs: 60_000,
  })
  expect(await send('PATCH', 'settings', { latencyMs: -1, windowMs: 10 })).toEqual({
    status: 422,
    body: { error: 'latencyMs must be a number from 0 to 600000.' },
  })
  expect((await send('POST', 'keys', { scopes: ['people:read'], user_id: 2 })).body.key).toMatch(/^ak_[0-9a-f]{64}$/)
  expect((await send('GET', 'records?table=users&after=6&limit=1')).body).toMatchObject({
    records: [{ id: 7, first_name: 'Yuki' }],
    total: 8,
    next: 7,
  })
})

it('tells what it is, and is closed to web pages of other sites', async () => {
  await using practice = await startPracticeSalesloft()

  expect(await (await fetch(practice.url)).text()).toMatch(/^Practice Salesloft\n/)
  expect((await jsonOf(`${practice.url}/practice/health`)).body).toEqual({
    practiceSalesloft: true,
    pid: process.pid,
    dataFolder: null,
  })
  const statusWith = (headers: Record<string, string>) =>
    new Promise((resolve) => {
      const request = { method: 'POST', headers }
      httpRequest(`${practice.url}/practice/reset`, request, (reply) => resolve(reply.resume().statusCode)).end()
    })
  expect(await statusWith({ origin: 'https://elsewhere.example' })).toBe(403)
  expect(await statusWith({ host: 'elsewhere.example' })).toBe(403)
  expect(await statusWith({})).toBe(204)
})

it('tells which requests overlapped', async () => {
  await using practice = await startPracticeSalesloft({ latencyMs: 50 })
  const client = clientOf(practice)

  await Promise.all([client.get('/v2/me'), client.get('/v2/team')])
  await client.get('/v2/me')

  expect(practice.requests().map(({ arrival, alongside }) => [arrival, alongside])).toEqual([
    [1, []],
    [2, [1]],
    [3, []],
  ])
})
