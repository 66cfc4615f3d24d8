import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ComposedApp, createComposedApp } from '../../test/composed-app.ts'
import { listenForAppends } from '../store/listen-for-appends.ts'

let app: ComposedApp
beforeAll(async () => {
  app = await createComposedApp({ SLUICE_PUSHES_PER_SECOND: '5' })
})
afterAll(() => app[Symbol.asyncDispose]())

const json = { 'content-type': 'application/json' }
const send = async (method: 'POST' | 'DELETE', url: string, payload?: object) => {
  const headers = { ...json, 'sec-fetch-site': 'same-origin' }
  return app.inject({ method, url: `/api/v1${url}`, headers, ...(payload && { payload }) })
}
const push = (key: string, payload: string, type = 'application/json') =>
  app.inject({ method: 'POST', url: `/ingest/${key}`, payload, headers: { 'content-type': type } })
const make = async (target: object = { name: 'Pushed' }) => (await send('POST', '/webhooks', target)).json()

it('takes one record, several, or NDJSON with the key alone, and tells when the last one came', async () => {
  const webhook = await make()
  expect(webhook).toEqual({
    id: expect.any(String),
    nexsetId: expect.any(String),
    keyHint: webhook.key.slice(-4),
    createdAt: expect.any(String),
    lastArrivalAt: null,
    url: `http://localhost:80/ingest/${webhook.key}`,
    key: expect.stringMatching(/^[\w-]{43}$/),
  })
  expect((await push(webhook.key, '{"n":1}')).json()).toEqual({ firstSeq: 1, lastSeq: 1 })
  expect((await push(webhook.key, '[{"n":2},{"n":3}]')).json()).toEqual({ firstSeq: 2, lastSeq: 3 })
  const answer = await push(webhook.key, '{"n":4.0}\n', 'application/x-ndjson')
  expect([answer.statusCode, answer.json()]).toEqual([202, { firstSeq: 4, lastSeq: 4 }])
  const { body } = await app.inject({ url: `/api/v1/nexsets/${webhook.nexsetId}/records?after=3` })
  expect(body).toContain('{"n":4.0}')
  const listed = (await app.inject({ url: `/api/v1/webhooks?nexsetId=${webhook.nexsetId}` })).json().items
  expect(listed).toEqual([{ ...webhook, url: undefined, key: undefined, lastArrivalAt: expect.any(String) }])
})

it('keeps no key, and takes the old one no more once it was changed or deleted', async () => {
  const webhook = await make()
  const rotated = (await send('POST', `/webhooks/${webhook.id}/rotate`)).json()
  expect([(await push(webhook.key, '{}')).statusCode, (await push(rotated.key, '{}')).statusCode]).toEqual([404, 202])
  const stored = JSON.stringify(await app.db.selectFrom('webhook').selectAll().execute())
  expect(stored).not.toContain(rotated.key)
  expect((await send('DELETE', `/webhooks/${webhook.id}`)).statusCode).toBe(204)
  expect((await push(rotated.key, '{}')).json()).toMatchObject({ status: 404, code: 'not_found' })
  expect((await app.inject({ url: `/api/v1/nexsets/${webhook.nexsetId}` })).json().recordCount).toBe(1)
})

describe('what a push may be', () => {
  it.each([
    ['1,001 records', JSON.stringify(Array.from({ length: 1001 }, () => ({}))), 413, 'request_too_large'],
    ['more than 5 MiB', `{"a":"${'x'.repeat(5 * 1024 ** 2)}"}`, 413, 'request_too_large'],
    ['a text', '"x"', 422, 'record_not_object'],
    ['an unknown content type', '{}', 415, 'content_type_unsupported', 'application/xml'],
  ])('%s is refused', async (_what, payload, status, code, type?: string) => {
    const { key } = await make()
    const answer = await push(key, payload, type)
    expect([answer.statusCode, answer.json().code]).toEqual([status, code])
  })

  it('1,000 records are taken', async () => {
    const { key } = await make()
    expect((await push(key, JSON.stringify(Array.from({ length: 1000 }, () => ({ a: 1 }))))).json()).toEqual({
      firstSeq: 1,
      lastSeq: 1000,
    })
  })

  it('too many a second are refused, of one key alone', async () => {
    const [one, other] = [await make(), await make()]
    const answers = await Promise.all(Array.from({ length: 6 }, () => push(one.key, '{}')))
    const refused = answers.find(({ statusCode }) => statusCode === 429)
    expect([refused?.json().code, refused?.headers['retry-after']]).toEqual(['too_many_requests', '1'])
    expect((await push(other.key, '{}')).statusCode).toBe(202)
  })
})

it('rings once records are committed', async () => {
  const rung: (string | undefined)[] = []
  const webhook = await make()
  const { promise, resolve } = Promise.withResolvers<void>()
  const listener = await listenForAppends(app.connection, (nexsetId) => {
    rung.push(nexsetId)
    resolve()
  })
  await push(webhook.key, '{"n":1}')
  await promise
  expect(rung).toEqual([webhook.nexsetId])
  await listener.close()
})
