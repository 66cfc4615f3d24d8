import { createServer, type Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { listen, startRawServer } from '../../test/raw-server.ts'
import { credentialFor, openTestDoor, requestTo } from '../../test/sending.ts'

const short = { connectMs: 300, tlsMs: 300, firstByteMs: 200, exchangeMs: 400 }
const head = 'HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n'

/** What the target does once the request has reached it → what is known of the request. */
const afterTheFirstByte: [name: string, act: (socket: Socket) => void, expected: object][] = [
  ['never answers', () => {}, { kind: 'in_doubt', code: 'timeout' }],
  ['closes without an answer', (socket) => socket.end(), { kind: 'in_doubt', code: 'connection_lost' }],
  ['resets the connection', (socket) => socket.resetAndDestroy(), { kind: 'in_doubt', code: 'connection_lost' }],
  ['breaks off within the status line', (socket) => socket.end('HTTP/1.1 2'), { kind: 'in_doubt' }],
  ['breaks off within the headers', (socket) => socket.end('HTTP/1.1 200 OK\r\nx-a'), { kind: 'in_doubt' }],
  [
    'stalls within the headers',
    (socket) => socket.write('HTTP/1.1 200 OK\r\nx-a'),
    { kind: 'in_doubt', code: 'timeout' },
  ],
  [
    'answers something that isn’t HTTP',
    (socket) => socket.write('SSH-2.0-Open\r\n\r\n'),
    { kind: 'in_doubt', code: 'answer_broken' },
  ],
  ['answers only 100 Continue', (socket) => socket.write('HTTP/1.1 100 Continue\r\n\r\n'), { kind: 'in_doubt' }],
  [
    'switches protocols',
    (socket) => socket.write('HTTP/1.1 101 X\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
    { kind: 'in_doubt' },
  ],
  [
    'answers with 70 KB of headers',
    (socket) => socket.write(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(70_000)}\r\n\r\n`),
    { kind: 'in_doubt', code: 'answer_broken' },
  ],
  [
    'hints, then answers',
    (socket) => socket.write(`HTTP/1.1 103 Early\r\nlink: x\r\n\r\n${head}${'a'.repeat(20)}`),
    { kind: 'answered', answer: { status: 200, isCut: false } },
  ],
  [
    'breaks off within the body',
    (socket) => socket.end(`${head}abc`),
    { kind: 'answered', answer: { status: 200, body: 'abc', isCut: true } },
  ],
  [
    'resets within the body',
    (socket) => socket.write(`${head}abc`, () => setImmediate(() => socket.resetAndDestroy())),
    { kind: 'answered', answer: { status: 200, isCut: true } },
  ],
  [
    'stalls within the body',
    (socket) => socket.write(`${head}abc`),
    { kind: 'answered', answer: { status: 200, body: 'abc', isCut: true } },
  ],
  [
    'answers 500',
    (socket) => socket.write('HTTP/1.1 500 Oh\r\ncontent-length: 0\r\n\r\n'),
    { kind: 'answered', answer: { status: 500 } },
  ],
]

it.each(afterTheFirstByte)('knows what is known when the target %s', async (_name, act, expected) => {
  await using server = await startRawServer(act)
  await using door = openTestDoor({ operatorOrigins: [server.url], waits: short })
  const result = await door.send(requestTo(`${server.url}/v2/accounts`), credentialFor(server.url))
  expect(result).toMatchObject(expected)
  expect(server.received).toHaveLength(1)
})

it.each(afterTheFirstByte)('knows the same on a reused connection when the target %s', async (_name, act, expected) => {
  await using server = await startRawServer((socket, _text, turn) =>
    turn === 1 ? socket.write('HTTP/1.1 204 No\r\n\r\n') : act(socket),
  )
  await using door = openTestDoor({ operatorOrigins: [server.url], waits: short })
  const request = requestTo(`${server.url}/v2/accounts`)
  await door.send(request, credentialFor(server.url))
  await nextTurn() // until then the pool counts the connection as busy, and opens another
  expect(await door.send(request, credentialFor(server.url))).toMatchObject(expected)
  expect(server.connections).toBe(1)
})

it('opens a new connection when the kept one was closed while nothing was under way', async () => {
  const { promise: closed, resolve } = Promise.withResolvers<void>()
  await using server = await startRawServer(
    (socket, _text, turn) => {
      socket.write('HTTP/1.1 204 No\r\n\r\n')
      if (turn === 1) setImmediate(() => socket.end())
    },
    (socket) => socket.once('close', () => resolve()),
  )
  await using door = openTestDoor({ operatorOrigins: [server.url] })
  const request = requestTo(`${server.url}/v2/accounts`)
  await door.send(request, credentialFor(server.url))
  await closed
  expect(await door.send(request, credentialFor(server.url))).toMatchObject({
    kind: 'answered',
    answer: { status: 204 },
  })
})

it('surely sent nothing when the connection is refused', async () => {
  const server = createServer()
  const port = await listen(server)
  await new Promise((resolve) => server.close(resolve))
  const url = `http://127.0.0.1:${port}`
  await using door = openTestDoor({ operatorOrigins: [url] })
  const result = await door.send(requestTo(`${url}/`), credentialFor(url))
  expect(result).toMatchObject({
    kind: 'not_sent',
    code: 'connect_failed',
    problem: 'No connection to 127.0.0.1: ECONNREFUSED.',
  })
})

it('surely sent nothing when the name has no address, or the look-up takes too long', async () => {
  await using door = openTestDoor({
    waits: short,
    outsideOrigins: ['https://slow.example.com'],
    resolve: (name) => (name.startsWith('slow') ? new Promise(() => {}) : Promise.reject(new Error('ENOTFOUND'))),
  })
  const credential = credentialFor('https://api.salesloft.com')
  expect(await door.send(requestTo('https://api.salesloft.com/v2/me'), credential)).toMatchObject({
    kind: 'not_sent',
    code: 'lookup_failed',
  })
  expect(await door.send(requestTo('https://slow.example.com/'), credential)).toMatchObject({
    kind: 'not_sent',
    code: 'connect_timeout',
  })
})

it('surely sent nothing when the other side doesn’t speak TLS, or never answers the handshake', async () => {
  await using plain = await startRawServer((socket) => socket.write('HTTP/1.1 400 No\r\n\r\n'))
  await using silent = await startRawServer(() => {})
  const urls = [plain, silent].map(({ port }) => `https://127.0.0.1:${port}`)
  await using door = openTestDoor({ operatorOrigins: urls, waits: short })
  const results = await Promise.all(urls.map((url) => door.send(requestTo(`${url}/`), credentialFor(url))))
  expect(results).toMatchObject([
    { kind: 'not_sent', code: 'tls_failed' },
    { kind: 'not_sent', code: 'tls_failed' },
  ])
})

it('sends nothing after the send-by, or when stopped before', async () => {
  await using server = await startRawServer(() => {})
  await using door = openTestDoor({ operatorOrigins: [server.url] })
  const request = requestTo(`${server.url}/`)
  const late = await door.send(request, credentialFor(server.url), { sendBy: performance.now() - 1 })
  const stopped = await door.send(request, credentialFor(server.url), { signal: AbortSignal.abort() })
  const connecting = new AbortController()
  const soon = door.send(request, credentialFor(server.url), { signal: connecting.signal })
  connecting.abort()
  expect([late, stopped, await soon]).toMatchObject([
    { kind: 'not_sent', code: 'send_by_passed' },
    { kind: 'not_sent', code: 'stopped' },
    { kind: 'not_sent', code: 'stopped' },
  ])
  expect(server.received.join('')).toBe('')
})

it('is in doubt when stopped after the request has left', async () => {
  const stop = new AbortController()
  await using server = await startRawServer(() => stop.abort())
  await using door = openTestDoor({ operatorOrigins: [server.url] })
  const result = await door.send(requestTo(`${server.url}/`), credentialFor(server.url), { signal: stop.signal })
  expect(result).toMatchObject({ kind: 'in_doubt', code: 'stopped' })
})

it('sends nothing once it is closed', async () => {
  await using server = await startRawServer(() => {})
  const door = openTestDoor({ operatorOrigins: [server.url] })
  await door.close()
  expect(await door.send(requestTo(`${server.url}/`), credentialFor(server.url))).toMatchObject({
    kind: 'not_sent',
    code: 'stopped',
  })
  expect(server.connections).toBe(0)
})
