import { connect } from 'node:net'
import { Name } from '@sluice/schema'
import type { FastifyInstance, InjectOptions } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { Pool } from 'pg'
import { expect, it, vi } from 'vitest'
import { z } from 'zod'
import { AppError } from '../errors.ts'
import { createServer, type ServerOptions } from './create-server.ts'
import { nothingHere } from './error-handler.ts'
import { securityHeaders } from './security-headers.ts'

const Thing = z.strictObject({
  name: Name,
  size: z.int().min(1).max(10).optional(),
  kind: z.enum(['big', 'small']).optional(),
  note: z.string().max(20).optional(),
  tags: z.array(z.string()).max(2).optional(),
})

/** A server with a route for each way to fail. */
async function serverWith(options: ServerOptions = {}) {
  const app = (await createServer(options)).withTypeProvider<ZodTypeProvider>()
  app.post('/api/v1/things', { schema: { body: Thing } }, async (request) => request.body)
  app.get('/api/v1/things/:id', { schema: { params: z.strictObject({ id: z.uuid() }) } }, async () => ({}))
  app.get('/api/v1/refused', () => {
    const problems = [{ code: 'record_too_large', message: 'Line 7 is longer.', path: 'file' }]
    throw new AppError('record_too_large', 'A record is larger than 1 MiB.', problems, { line: 7, limit: 1_048_576 })
  })
  app.get('/api/v1/bug', () => {
    throw new Error('the password is hunter2', { cause: new TypeError('x is undefined') })
  })
  app.get('/api/v1/database', () => new Pool({ host: '/nowhere' }).query('select 1'))
  app.setNotFoundHandler(() => Promise.reject(nothingHere()))
  return Object.assign(app, { [Symbol.asyncDispose]: () => app.close() })
}

/** Sends bytes over a socket, and gives all that comes back until the server closes it. */
async function exchange(app: FastifyInstance, bytes: string): Promise<string> {
  const url = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
  const socket = connect(Number(url.port), url.hostname)
  socket.write(bytes)
  let text = ''
  for await (const part of socket) text += part
  return text
}

const local = { host: 'localhost:4400' }
const post = (payload: string, headers: Record<string, string> = {}): InjectOptions => ({
  method: 'POST',
  url: '/api/v1/things',
  headers: { ...local, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...headers },
  payload,
})
const thing = (value: unknown) => post(JSON.stringify(value))

const refused: [string, InjectOptions, number, string, unknown?][] = [
  ['a body that breaks off', post('{"name": '), 400, 'json_invalid', { line: 1 }],
  ['a body that isn’t UTF-8', { ...post(''), payload: Buffer.from([0x22, 0xff, 0x22]) }, 400, 'json_invalid'],
  ['__proto__', post('{"__proto__": {"a": 1}}'), 400, 'json_forbidden_key'],
  ['constructor.prototype', post('{"constructor": {"prototype": {}}}'), 400, 'json_forbidden_key'],
  ['101 levels', post('['.repeat(101) + ']'.repeat(101)), 422, 'json_too_deep'],
  ['half a million levels', post('['.repeat(500_000)), 422, 'json_too_deep'],
  ['a number of 1,001 digits', post(`{"size": ${'9'.repeat(1001)}}`), 422, 'number_too_long'],
  ['an unknown field', thing({ name: 'a', colour: 1 }), 422, 'field_unknown', { path: 'colour' }],
  ['a missing field', thing({}), 422, 'field_missing', { path: 'name' }],
  ['another type', thing({ name: 'a', size: 'x' }), 422, 'type_mismatch', { path: 'size' }],
  ['no body', post(''), 422, 'type_mismatch'],
  ['a number out of range', thing({ name: 'a', size: 11 }), 422, 'out_of_range', { path: 'size' }],
  ['a word that isn’t in the list', thing({ name: 'a', kind: 'red' }), 422, 'out_of_range', { path: 'kind' }],
  ['a text that is too long', thing({ name: 'a', note: 'x'.repeat(21) }), 422, 'too_long', { path: 'note' }],
  ['too many items', thing({ name: 'a', tags: ['a', 'b', 'c'] }), 422, 'too_many_items', { path: 'tags' }],
  ['a blank name', thing({ name: '  ' }), 422, 'name_invalid', { path: 'name' }],
  ['a name of 121 characters', thing({ name: 'x'.repeat(121) }), 422, 'name_invalid', { path: 'name' }],
  ['a control character', thing({ name: 'a', note: 'a\u0000' }), 422, 'text_not_allowed', { path: 'note' }],
  ['half a character', post('{"name": "\\ud800"}'), 422, 'text_not_allowed', { path: 'name' }],
  [
    'a NUL in a query',
    { url: '/api/v1/database?search=a%00', headers: local },
    422,
    'text_not_allowed',
    { path: 'search' },
  ],
  ['a body of 1 MiB and a byte', post(`"${'x'.repeat(1_048_575)}"`), 413, 'request_too_large'],
  ['plain text', post('{}', { 'content-type': 'text/plain' }), 415, 'content_type_unsupported'],
  ['a form', post('a=1', { 'content-type': 'application/x-www-form-urlencoded' }), 415, 'content_type_unsupported'],
  ['another charset', post('{}', { 'content-type': 'application/json; charset=latin1' }), 415, 'charset_unsupported'],
  ['an id that is none', { url: '/api/v1/things/7', headers: local }, 404, 'not_found'],
  ['an address that isn’t there', { url: '/api/v1/nothing', headers: local }, 404, 'not_found'],
  ['an address that can’t be one', { url: '/api/v1/%c0', headers: local }, 400, 'request_invalid'],
  ['a database out of reach', { url: '/api/v1/database', headers: local }, 503, 'storage_unavailable'],
  ['another Host', { url: '/api/v1/refused', headers: { host: 'evil.example' } }, 403, 'loopback_only'],
  ['another machine', { url: '/api/v1/refused', headers: local, remoteAddress: '10.0.0.7' }, 403, 'loopback_only'],
  ['another site', post('{}', { 'sec-fetch-site': 'cross-site' }), 403, 'csrf'],
  ['another origin', post('{}', { origin: 'http://localhost:9999' }), 403, 'csrf'],
  ['the origin null', post('{}', { origin: 'null' }), 403, 'csrf'],
  [
    'a form that says nothing of its origin',
    { ...post('a', { 'content-type': 'text/plain' }), headers: { ...local, 'content-type': 'text/plain' } },
    403,
    'csrf',
  ],
]

it.each(refused)('refuses %s', async (_name, request, status, code, place = {}) => {
  await using app = await serverWith()
  const answer = await app.inject(request)
  expect({ status: answer.statusCode, type: answer.headers['content-type'] }).toEqual({
    status,
    type: 'application/problem+json; charset=utf-8',
  })
  expect(answer.json()).toMatchObject({ type: 'about:blank', status, code })
  expect([answer.json(), ...(answer.json().errors ?? [])]).toContainEqual(expect.objectContaining(place))
  expect(answer.headers).toMatchObject(securityHeaders)
})

it.each([
  ['a page of ours', { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:4400' }],
  ['a browser without Sec-Fetch-Site', { origin: 'http://localhost:4400' }],
  ['a program', {}],
])('takes a write from %s', async (_name, headers) => {
  await using app = await serverWith()
  const request = { ...thing({ name: ' Zoë ' }), headers: { ...local, 'content-type': 'application/json', ...headers } }
  expect((await app.inject(request)).json()).toEqual({ name: 'Zoë' })
})

it('says where each thing is wrong', async () => {
  await using app = await serverWith()
  expect((await app.inject(thing({ name: '', tags: ['a', 1], more: 1 }))).json()).toEqual({
    type: 'about:blank',
    title: 'Unprocessable Entity',
    status: 422,
    code: 'name_invalid',
    detail: 'name: A name is needed. (and 2 more)',
    errors: [
      { code: 'name_invalid', message: 'A name is needed.', path: 'name' },
      { code: 'type_mismatch', message: 'Invalid input: expected string, received number', path: 'tags.1' },
      { code: 'field_unknown', message: 'There is no such field here.', path: 'more' },
    ],
  })
})

it('gives the line and the limit of what was refused', async () => {
  await using app = await serverWith()
  expect((await app.inject({ url: '/api/v1/refused', headers: local })).json()).toEqual({
    type: 'about:blank',
    title: 'Unprocessable Entity',
    status: 422,
    code: 'record_too_large',
    detail: 'A record is larger than 1 MiB.',
    errors: [{ code: 'record_too_large', message: 'Line 7 is longer.', path: 'file' }],
    line: 7,
    limit: 1_048_576,
  })
})

it('L4: tells of a bug nothing but a reference', async () => {
  await using app = await serverWith()
  const answer = await app.inject({ url: '/api/v1/bug', headers: local })
  const reference = answer.headers['x-request-id']
  expect(answer.statusCode).toBe(500)
  expect(answer.json()).toEqual({
    type: 'about:blank',
    title: 'Internal Server Error',
    status: 500,
    code: 'internal_error',
    detail: `Something went wrong in Sluice. Its log tells what, under the reference ${reference}.`,
    reference,
  })
})

it('W8: answers the request beyond the minute’s limit with the wait', async () => {
  await using app = await serverWith({ requestsPerMinute: 2 })
  const ask = () => app.inject({ url: '/api/v1/refused', headers: local })
  expect([(await ask()).statusCode, (await ask()).statusCode]).toEqual([422, 422])
  const third = await ask()
  expect({ status: third.statusCode, code: third.json().code, wait: Number(third.headers['retry-after']) }).toEqual({
    status: 429,
    code: 'too_many_requests',
    wait: expect.closeTo(60, -1),
  })
})

it('D12: takes on nothing new once it stops', async () => {
  await using app = await serverWith({ stopping: AbortSignal.abort() })
  const answer = await app.inject(thing({ name: 'a' }))
  expect([answer.statusCode, answer.json().code, answer.headers['retry-after']]).toEqual([503, 'stopping', '5'])
})

it.each([
  [
    'a head of more than 16 KiB',
    `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'y'.repeat(17_000)}\r\n\r\n`,
    431,
    'headers_too_large',
  ],
  [
    'a body that stops coming',
    'POST /api/v1/things HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
    408,
    'request_timeout',
  ],
  ['what isn’t HTTP', 'hello\r\n\r\n', 400, 'request_invalid'],
])('W4: answers %s like all else', async (_name, head, status, code) => {
  await using app = await serverWith({ bodyStallMs: 50 })
  const [lines = '', body = ''] = (await exchange(app, head)).split('\r\n\r\n')
  expect(lines).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  for (const [name, value] of Object.entries(securityHeaders)) expect(lines).toContain(`${name}: ${value}`)
  expect(JSON.parse(body)).toMatchObject({ status, code })
})

it('turns requests away while the process can’t keep up, but says that it lives, and takes them again afterwards', async () => {
  await using app = await serverWith({ busyAfterMs: 40 })
  app.get('/healthz', async () => 'ok')
  const ask = (url: string) => app.inject({ url, headers: local })
  await app.ready()
  const spinAndAsk = async () => {
    const until = performance.now() + 150
    while (performance.now() < until);
    const [refused, health] = [await ask('/api/v1/things/1'), await ask('/healthz')]
    return refused.statusCode === 503 && { refused, health }
  }
  const busy = await vi.waitUntil(spinAndAsk, { interval: 1, timeout: 10_000 })
  expect([busy.refused.json().code, busy.refused.headers['retry-after'], busy.health.statusCode]).toEqual([
    'busy',
    '5',
    200,
  ])
  const isBusy = async () => (await ask('/api/v1/things/1')).statusCode === 503
  await vi.waitUntil(async () => !(await isBusy()), { interval: 20, timeout: 10_000 })
})
