import { createServer } from 'node:https'
import { setDefaultCACertificates } from 'node:tls'
import { generate } from 'selfsigned'
import { expect, it } from 'vitest'
import { listen, startRawServer } from '../../test/raw-server.ts'
import { credentialFor, openTestDoor, requestTo } from '../../test/sending.ts'

const salesloft = 'https://api.salesloft.com'
const answer = 'HTTP/1.1 204 No\r\n\r\n'

it.each([
  ['a private address', ['10.0.0.1']],
  ['the metadata address', ['169.254.169.254']],
  ['this machine', ['127.0.0.1']],
  ['a global and a private address', ['8.8.8.8', '192.168.0.1']],
  ['a private address last of many', ['8.8.8.8', '1.1.1.1', '2606:4700::1111', 'fd00::1']],
  ['an IPv4 address in IPv6 clothes', ['::ffff:8.8.8.8']],
  ['something that is no address', ['nonsense']],
])('uses none of a name’s addresses when it leads to %s', async (_name, found) => {
  await using door = openTestDoor({ resolve: async () => found.map((address) => ({ address, family: 0 })) })
  expect(await door.send(requestTo(`${salesloft}/v2/me`), credentialFor(salesloft))).toMatchObject({
    kind: 'not_sent',
    code: 'url_not_allowed',
  })
})

it('connects to the address that was checked, whatever the name leads to a moment later', async () => {
  await using server = await startRawServer((socket) => socket.end(answer))
  const url = `http://mock.test:${server.port}`
  const found = ['127.0.0.1', '169.254.169.254']
  let asked = 0
  await using door = openTestDoor({
    operatorOrigins: [url],
    resolve: async () => [{ address: found[asked++] ?? '', family: 4 }],
  })
  const send = () => door.send(requestTo(`${url}/`), credentialFor(url))
  // One look-up for each connection; the second one is refused by what it finds.
  expect([await send(), asked, server.connections]).toMatchObject([{ kind: 'answered' }, 1, 1])
  expect([await send(), asked, server.connections]).toMatchObject([{ kind: 'not_sent', code: 'url_not_allowed' }, 2, 1])
})

it('never lets an operator’s name lead to a link-local address', async () => {
  await using door = openTestDoor({
    operatorOrigins: ['http://mock.test:9000'],
    resolve: async () => [{ address: '169.254.169.254', family: 4 }],
  })
  expect(await door.send(requestTo('http://mock.test:9000/'), credentialFor('http://mock.test:9000'))).toMatchObject({
    code: 'url_not_allowed',
  })
})

it('answers a refused target alike, whether anything listens there or not', async () => {
  await using server = await startRawServer((socket) => socket.end(answer))
  await using door = openTestDoor()
  const urls = [server.url, 'http://127.0.0.1:9', 'https://nowhere.example']
  const results = await Promise.all(urls.map((url) => door.send(requestTo(`${url}/`), credentialFor(url))))
  expect(new Set(results.map((result) => result.kind === 'not_sent' && `${result.code} ${result.problem}`)).size).toBe(
    1,
  )
  expect(server.connections).toBe(0)
})

it('ignores the proxies that the environment names', async () => {
  await using proxy = await startRawServer((socket) => socket.end('HTTP/1.1 500 Proxy\r\ncontent-length: 0\r\n\r\n'))
  await using server = await startRawServer((socket) => socket.end(answer))
  for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'HTTPS_PROXY']) process.env[name] = proxy.url
  await using door = openTestDoor({ operatorOrigins: [server.url] })
  const result = await door.send(requestTo(`${server.url}/`), credentialFor(server.url))
  expect([result, proxy.connections]).toMatchObject([{ kind: 'answered', answer: { status: 204 } }, 0])
})

it('talks to a server only when its certificate is trusted and for its name', async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'mock.test' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'mock.test' }] }],
  })
  let requests = 0
  const server = createServer({ key, cert }, (_request, response) => {
    requests += 1
    response.writeHead(204).end()
  })
  const port = await listen(server)
  const urls = [`https://mock.test:${port}`, `https://other.test:${port}`]
  await using door = openTestDoor({
    operatorOrigins: urls,
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  })
  const send = (url = '') => door.send(requestTo(`${url}/`), credentialFor(url))
  expect(await send(urls[0])).toMatchObject({ kind: 'not_sent', code: 'tls_failed' })
  setDefaultCACertificates([cert])
  expect(await send(urls[0])).toMatchObject({ kind: 'answered', answer: { status: 204 } })
  expect(await send(urls[1])).toMatchObject({ kind: 'not_sent', code: 'tls_failed' })
  expect(requests).toBe(1)
  server.close()
})
