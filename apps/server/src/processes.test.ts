import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { startPracticeSalesloft } from '@sluice/practice-salesloft'
import { expect, it, vi } from 'vitest'
import { freePort, newProduct } from '../test/product.ts'
import { startMain } from '../test/start-main.ts'
import { temporaryFolder } from '../test/temporary-folder.ts'
import { createTestDatabase } from '../test/test-database.ts'

// Several processes are started, and one is waited for to be missed.
vi.setConfig({ testTimeout: 180_000 })

const count = 20_000

it('goes on within a minute with another worker when one is killed: an api and two workers on one Postgres', async () => {
  await using scope = new AsyncDisposableStack()
  const database = scope.use(await createTestDatabase())
  const practice = scope.use(await startPracticeSalesloft({ pointsPerMinute: 0, latencyMs: 40 }))
  const folder = scope.adopt(await temporaryFolder(), (path) => rm(path, { recursive: true }))
  const { host, user, password, database: name } = database.connection
  const common = {
    DATABASE_URL: `postgres://${user}:${password}@localhost/${name}?host=${encodeURIComponent(String(host))}`,
    SLUICE_DATA: folder,
    SLUICE_PRACTICE: 'off',
    SLUICE_ALLOWED_ORIGINS: practice.url,
    SLUICE_LOG: 'warn',
  }
  const start = async (role: string, port: number) => {
    const { sluice } = await startMain({ ...common, SLUICE_ROLE: role, SLUICE_PORT: String(port) })
    scope.defer(async () => void (await end(sluice, 'SIGKILL')))
    return { sluice, url: `http://127.0.0.1:${port}` }
  }
  const api = await start('api', await freePort())
  const [first, second] = await Promise.all([start('worker', await freePort()), start('worker', await freePort())])
  for (const { url } of [api, first, second]) await vi.waitUntil(() => isReady(url), { timeout: 30_000, interval: 100 })
  expect([await statusOf(`${api.url}/api/v1/nexsets`), await statusOf(`${first.url}/api/v1/nexsets`)]).toEqual([
    200, 404,
  ])

  const post = (path: string, body: unknown) => postTo(`${api.url}/api/v1/${path}`, body)
  const credentialId = await post('credentials', {
    name: 'Practice',
    connector: 'salesloft',
    kind: 'api_key',
    baseUrl: practice.url,
    secret: practice.apiKey,
    limits: { pointsPerMinute: 1_000_000, shareForOthers: 0, inFlight: 4 },
  })
  const nexsetId = await post('nexsets/empty', { name: 'Accounts' })
  const records = Array.from({ length: count / 2 }, (_, index) => ({
    name: `Account ${index}`,
    domain: `${index}.example`,
  }))
  await post(`nexsets/${nexsetId}/records`, records)
  await post(`nexsets/${nexsetId}/records`, records)
  const request = { mode: 'template', template: 'accounts.upsert' }
  const id = await post('destinations', { name: 'To', connector: 'salesloft', credentialId, nexsetId, request })
  await post(`destinations/${id}/activate`, { from: 'start' })

  const row = async () => {
    const { rows } = await database.pool.query(
      'select sent, unknown, w.pid from destination d join worker w on w.id = d.worker_id where d.id = $1',
      [id],
    )
    return rows[0]
  }
  await vi.waitUntil(async () => (await row())?.sent > 100, { timeout: 60_000, interval: 100 })
  const { pid } = await row()
  const [busy, idle] = pid === first.sluice.pid ? [first, second] : [second, first]
  await end(busy.sluice, 'SIGKILL')
  const killedAt = performance.now()
  const { sent } = await row()
  await vi.waitUntil(async () => (await row()).sent > sent, { timeout: 90_000, interval: 100 })
  expect((performance.now() - killedAt) / 1_000).toBeLessThan(60)
  expect(await row()).toMatchObject({ pid: idle.sluice.pid, unknown: 0 })

  const stopped = end(idle.sluice, 'SIGTERM')
  await vi.waitUntil(async () => !(await isReady(idle.url)), { timeout: 5_000, interval: 20 })
  expect(await stopped).toBe(0)
  expect((await row()).unknown).toBe(0)
  expect(await end(api.sluice, 'SIGTERM')).toBe(0)
})

it('lets a worker join the embedded database of a Sluice that runs on the same data folder, and no other', async () => {
  const product = await newProduct()
  const settings = { SLUICE_DATA: join(product.folder, 'data'), SLUICE_ROLE: 'worker', SLUICE_LOG: 'warn' }
  const alone = await startMain(settings)
  expect(alone.printed).toContain('A worker needs a database, and no Sluice runs on the data folder')
  await product.start({ SLUICE_ROLE: 'api' })
  const worker = await startMain(settings)
  expect(worker.printed).toContain('Sluice is ready as a worker')
  expect(await end(worker.sluice, 'SIGTERM')).toBe(0)
  expect(await statusOf(`http://127.0.0.1:${product.practicePort}/practice/health`)).toBe(200)
  expect(await product.end('SIGTERM')).toBe(0)
  await rm(product.folder, { recursive: true })
})

/** Gives the exit code. */
async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<unknown> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const ended = once(child, 'exit')
  child.kill(signal)
  return (await ended)[0]
}

const statusOf = (url: string): Promise<number> =>
  fetch(url).then(
    ({ status }) => status,
    () => 0,
  )

const isReady = async (url: string) => (await statusOf(`${url}/readyz`)) === 200

async function postTo(url: string, body: unknown): Promise<string> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${text}`)
  return JSON.parse(text).id
}
