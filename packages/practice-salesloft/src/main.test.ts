import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { at, clientOf, idsIn } from '../test/practice-client.ts'
import { practiceApiKey } from './practice-api-key.ts'
import { startPracticeSalesloft } from './start-practice-salesloft.ts'

let folder = ''
let running: ChildProcess[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'practice-salesloft-'))
})

afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
  running = []
  rmSync(folder, { recursive: true })
})

async function startProcess(port: number, extra: Record<string, string> = {}) {
  const env = { ...process.env, SLUICE_PRACTICE_PORT: String(port), SLUICE_DATA: folder, ...extra }
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  let said = ''
  child.stderr.on('data', (part) => {
    said += String(part)
  })
  const started = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
  const url = /http:\S+/.exec(String(started[0]))?.[0] ?? ''
  return { child, client: clientOf({ url, apiKey: practiceApiKey }), url, errors: () => said }
}

const account = (number: number) => ({
  upsert_key: 'domain',
  name: `Company ${number}`,
  domain: `company-${number}.example`,
})

it('keeps everything that it has answered through its own kill -9', async () => {
  const first = await startProcess(0, { SLUICE_PRACTICE_POINTS_PER_MINUTE: '0' })
  const answered: unknown[] = []
  const sender = async (from: number) => {
    for (let number = from; number < from + 10_000; number++)
      answered.push(at(await first.client.post('/v2/account_upserts', account(number)), 'data.account.domain'))
  }
  const senders = [0, 10_000, 20_000, 30_000].map((from) => sender(from).catch(() => 'cut off'))
  while (answered.length < 400) await new Promise((resolve) => setImmediate(resolve))
  first.child.kill('SIGKILL')
  await Promise.all(senders)

  await using again = await startPracticeSalesloft({ folder })

  const kept = again.records('accounts').slice(20)
  const created = again.requests().filter(({ applied }) => applied)
  expect(kept.map((row) => row.domain)).toEqual(expect.arrayContaining(answered))
  expect(created.map(({ changes }) => changes[0]?.id)).toEqual(kept.map((row) => row.id))
  expect(created.length - answered.length).toBeLessThanOrEqual(4)
})

it('forgets a request whose log line a crash left unfinished, effect and all', async () => {
  {
    await using practice = await startPracticeSalesloft({ folder })
    await clientOf(practice).put('/v2/accounts/1', { city: 'Oslo' })
  }
  const path = join(folder, 'practice-salesloft')
  appendFileSync(join(path, 'journal.ndjson'), '[2,[["accounts",2,{"id":2,"name":"Never answered"}]]]\n')
  appendFileSync(join(path, 'requests.ndjson'), '{"seq":2,"at":"2026')

  await using again = await startPracticeSalesloft({ folder })
  const client = clientOf(again)

  expect(at(await client.get('/v2/accounts/1'), 'data.city')).toBe('Oslo')
  expect(at(await client.get('/v2/accounts/2'), 'data.name')).toBe('Castellan Ceramics')
  expect(again.requests().map(({ seq, method }) => [seq, method])).toEqual([
    [1, 'PUT'],
    [2, 'GET'],
    [3, 'GET'],
  ])
})

it('goes on with a bulk job after a restart, and runs no item twice', async () => {
  const data = Array.from({ length: 40 }, (_, number) => ({
    email_address: `bulk-${number}@new.example`,
    first_name: 'New',
  }))
  {
    await using practice = await startPracticeSalesloft({
      folder,
      pointsPerMinute: 0,
      bulkJobDelayMs: 0,
      bulkJobItemMs: 5,
    })
    const client = clientOf(practice)
    await client.post('/v2/bulk_jobs', { type: 'person/upsert' })
    await client.post('/v2/bulk_jobs/1/job_data', { data })
    await client.put('/v2/bulk_jobs/1', { ready_to_execute: true })
    while (at(await client.get('/v2/bulk_jobs/1'), 'data.processed') === 0);
    expect(at(await client.get('/v2/bulk_jobs/1'), 'data.state')).toBe('executing')
  }

  await using again = await startPracticeSalesloft({ folder, bulkJobDelayMs: 0, pointsPerMinute: 0 })
  const client = clientOf(again)
  while (at(await client.get('/v2/bulk_jobs/1'), 'data.state') !== 'done');

  expect(at(await client.get('/v2/bulk_jobs/1'), 'data')).toMatchObject({ total: 40, processed: 40, errors: 0 })
  expect(again.records('people')).toHaveLength(100)
})

it('stops cleanly when it is told to, and starts again with its ids where they were', async () => {
  const first = await startProcess(0)
  await first.client.post('/v2/accounts', { name: 'Short-lived', domain: 'short-lived.example' })
  await first.client.delete('/v2/accounts/21')
  first.child.kill('SIGTERM')
  const [code] = await once(first.child, 'exit')

  const second = await startProcess(0)

  expect(code).toBe(0)
  expect(at(await second.client.post('/v2/accounts', { name: 'Next', domain: 'next.example' }), 'data.id')).toBe(22)
  expect(idsIn(await second.client.get('/v2/accounts?domain=short-lived.example'))).toEqual([])
  const health = await (await fetch(`${second.url}/practice/health`)).json()
  expect(health).toEqual({ practiceSalesloft: true, pid: second.child.pid, dataFolder: folder })
})

it('says that its port is taken and leaves the folder alone', async () => {
  await using practice = await startPracticeSalesloft()

  const second = await startProcess(practice.port)

  expect(second.child.exitCode).toBe(1)
  expect(second.errors()).toBe(
    `Practice Salesloft can’t start: port ${practice.port} of 127.0.0.1 is taken by another program.\n`,
  )
})
