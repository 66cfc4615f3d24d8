import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { startRawServer } from '../../test/raw-server.ts'
import { credentialFor, openTestDoor, requestTo, testSecret } from '../../test/sending.ts'
import type { SendResult } from './send-result.ts'

const ok = (body = '{"data":{"id":7}}', head = '') =>
  `HTTP/1.1 200 OK\r\nX-RateLimit-Endpoint-Cost: 2\r\nx-ratelimit-remaining-minute: 598\r\n${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`

const withoutTime = (result: SendResult) => ({ ...result, durationMs: undefined })

it('puts on the wire exactly the request, the secret, and what every request has', async () => {
  await using server = await startRawServer((socket) => socket.write(ok()))
  await using door = openTestDoor({ operatorOrigins: [server.url] })
  const request = requestTo(`${server.url}/v2/accounts?a=%20b`)
  const result = await door.send(request, credentialFor(server.url))
  expect(server.received).toEqual([
    [
      'POST /v2/accounts?a=%20b HTTP/1.1',
      `host: 127.0.0.1:${server.port}`,
      'connection: keep-alive',
      'accept: application/json',
      'content-type: application/json',
      'accept-encoding: gzip, deflate, br',
      'user-agent: Sluice',
      `authorization: Bearer ${testSecret}`,
      'content-length: 15',
      '',
      '{"name":"Zoë"}',
    ].join('\r\n'),
  ])
  expect(withoutTime(result)).toEqual({
    kind: 'answered',
    answer: {
      status: 200,
      statusText: 'OK',
      headers: [
        ['x-ratelimit-endpoint-cost', '2'],
        ['x-ratelimit-remaining-minute', '598'],
        ['content-length', '17'],
      ],
      body: '{"data":{"id":7}}',
      isCut: false,
    },
    points: 2,
    remaining: 598,
    durationMs: undefined,
  })
})

it('gives the secret to no other origin than the credential’s own, and reads no points there', async () => {
  await using server = await startRawServer((socket) => socket.write(ok()))
  await using door = openTestDoor({ operatorOrigins: [server.url] })
  const result = await door.send(requestTo(`${server.url}/hook`), credentialFor('https://api.salesloft.com'))
  expect(server.received.join()).not.toMatch(/authorization|ak_/i)
  expect(result).toMatchObject({ kind: 'answered', points: null, remaining: null })
})

it('follows no redirect', async () => {
  await using server = await startRawServer((socket) =>
    socket.write('HTTP/1.1 307 Go\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n'),
  )
  await using door = openTestDoor({ operatorOrigins: [server.url] })
  const result = await door.send(requestTo(`${server.url}/v2/accounts`), credentialFor(server.url))
  expect(result).toMatchObject({ kind: 'answered', answer: { status: 307 } })
  expect(server.received).toHaveLength(1)
})

it('makes no second attempt of its own, on a new connection or a reused one', async () => {
  await using server = await startRawServer((socket, _text, turn) =>
    turn === 1 ? socket.write(ok()) : socket.resetAndDestroy(),
  )
  await using door = openTestDoor({ operatorOrigins: [server.url] })
  const request = requestTo(`${server.url}/v2/accounts`)
  const results = []
  for (let turn = 0; turn < 3; turn++) results.push((await door.send(request, credentialFor(server.url))).kind)
  expect(results).toEqual(['answered', 'in_doubt', 'in_doubt'])
  expect(server.connections).toBe(2)
  expect(server.received.join('').match(/POST /g)).toHaveLength(3)
})

it('masks the secret in an answer that echoes it, and drops cookies', async () => {
  const echo = `{"you":"Bearer ${testSecret}"}`
  await using server = await startRawServer((socket) =>
    socket.write(ok(echo, `set-cookie: a=b\r\nx-echo: ${Buffer.from(testSecret).toString('base64')}\r\n`)),
  )
  await using door = openTestDoor({ operatorOrigins: [server.url] })
  const result = await door.send(requestTo(`${server.url}/`), credentialFor(server.url))
  if (result.kind !== 'answered') throw new Error('expected an answer')
  expect(result.answer.body).toBe('{"you":"Bearer [secret]"}')
  expect(Object.fromEntries(result.answer.headers)).toMatchObject({ 'x-echo': '[secret]' })
  expect(JSON.stringify(result)).not.toContain('a=b')
})

const big = 'é'.repeat(600_000)
it.each([
  ['plain and short', ok('Zoë\0'), { body: 'Zoë\ufffd', isCut: false }],
  ['above 1 MiB', ok(big), { body: 'é'.repeat(524_288), isCut: true }],
  ['with an odd byte before 1 MiB', ok(`a${big}`), { body: `a${'é'.repeat(524_287)}`, isCut: true }],
])('reads a body %s', async (_name, answer, expected) => {
  await using server = await startRawServer((socket) => socket.write(answer))
  await using door = openTestDoor({ operatorOrigins: [server.url] })
  const result = await door.send(requestTo(`${server.url}/`), credentialFor(server.url))
  expect(result).toMatchObject({ kind: 'answered', answer: expected })
})

it.each([
  ['gzip', gzipSync('{"data":1}'), { body: '{"data":1}', isCut: false }],
  [
    'gzip that holds 100 MB of nothing',
    gzipSync(Buffer.alloc(100_000_000, 97)),
    { body: 'a'.repeat(1_048_576), isCut: true },
  ],
  ['gzip that breaks off', gzipSync('{"data":1}').subarray(0, 15), { isCut: true }],
  ['gzip within gzip', gzipSync(gzipSync('{"data":1}')), { isCut: false }],
  ['zstd, which was not asked for', Buffer.from('whatever'), { body: '', isCut: true }],
])('reads a body packed as %s', async (name, body, expected) => {
  const encoding = name.split(/[ ,]/)[0]
  await using server = await startRawServer((socket) => {
    socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: ${encoding}\r\ncontent-length: ${body.length}\r\n\r\n`)
    socket.write(body)
  })
  await using door = openTestDoor({ operatorOrigins: [server.url] })
  const result = await door.send(requestTo(`${server.url}/`), credentialFor(server.url))
  expect(result).toMatchObject({ kind: 'answered', answer: { status: 200, ...expected } })
})
