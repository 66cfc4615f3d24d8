import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { createServer } from './create-server.ts'
import { pageSecurityPolicy, securityHeaders } from './security-headers.ts'
import { serveWebApp } from './web-app.ts'

let folder = ''
let app: FastifyInstance

beforeAll(async () => {
  folder = await temporaryFolder()
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__">')
  await writeFile(join(folder, 'assets/app-1a2b.js'), 'run()')
  await writeFile(join(folder, 'assets/app-1a2b.js.br'), brotliCompressSync('run()'))
  app = await createServer({})
  await serveWebApp(app, folder)
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true })
})

const open = (url: string, headers: Record<string, string> = { accept: 'text/html,*/*' }) =>
  app.inject({ url, headers: { host: 'localhost:4400', ...headers } })

it.each(['/', '/nexsets', '/destinations/0190/records?outcome=sent'])(
  'opens the app at %s, with a nonce of its own',
  async (url) => {
    const [first, second] = [await open(url), await open(url)]
    const nonces = [first, second].map(({ body }) => /content="([A-Za-z0-9+/=]{24})"/.exec(body)?.[1] ?? '')
    expect(new Set(nonces).size).toBe(2)
    expect(first.headers).toMatchObject({
      ...securityHeaders,
      'content-security-policy': pageSecurityPolicy(nonces[0] ?? ''),
      'cache-control': 'no-store',
      'content-type': 'text/html; charset=utf-8',
    })
  },
)

it('gives a built file for good, packed for a browser that can unpack it', async () => {
  const packed = await open('/assets/app-1a2b.js', { 'accept-encoding': 'gzip, br' })
  expect(packed.headers).toMatchObject({
    ...securityHeaders,
    'content-encoding': 'br',
    'cache-control': 'public, max-age=31536000, immutable',
    'content-type': 'application/javascript; charset=utf-8',
  })
  expect((await open('/assets/app-1a2b.js', {})).body).toBe('run()')
})

it.each([
  '/assets/gone.js',
  '/index.html',
  '/../package.json',
  '/assets/..%2f..%2fpackage.json',
  '/api/v1/nothing',
  '/.env',
])('has nothing at %s', async (url) => {
  const answer = await open(url)
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'not_found'])
  expect(answer.headers).toMatchObject(securityHeaders)
})
