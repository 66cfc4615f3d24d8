import { isJsonObject } from '@sluice/json'
import type { RequestConfigInput } from '@sluice/schema'
import { expect, it, vi } from 'vitest'
import { accounts, type DeliveryRig, openDeliveryRig } from '../../test/delivery.ts'
import { startDeliveryWorker } from '../../test/start-delivery-worker.ts'
import { WorkerSettings } from '../../test/worker-settings.ts'

// Two processes are started in each of these.
vi.setConfig({ testTimeout: 120_000 })

const settingsOf = (rig: DeliveryRig, inFlight: number) =>
  WorkerSettings.parse({
    connection: rig.database.connection,
    practice: { url: rig.practice.url, apiKey: rig.practice.apiKey },
    limits: { inFlight },
  })

/** Delivers with a worker process that is killed in the middle, then with another. Gives what the practice server got. */
async function killMidway(rig: DeliveryRig, id: string, inFlight = 8) {
  const first = await startDeliveryWorker(settingsOf(rig, inFlight))
  await rig.service.activate(id, { from: 'start' })
  await rig.until(id, ({ sent }) => sent >= 100)
  await first.kill()
  const killedAt = performance.now()
  const before = await rig.row(id)
  await using _second = await startDeliveryWorker(settingsOf(rig, inFlight))
  await rig.until(id, ({ sent }) => sent > before.sent)
  const resumedAfterMs = performance.now() - killedAt
  const row = await rig.until(id, ({ isDone }) => isDone)
  return { before, row, resumedAfterMs }
}

const idempotent: RequestConfigInput = { mode: 'template', template: 'accounts.upsert' }

it('loses nothing when it is killed, and repeats only what was on its way, where that is safe', async () => {
  await using rig = await openDeliveryRig({ practice: { latencyMs: 5 } })
  const { nexsetId } = await rig.addNexset(accounts(300))
  const id = await rig.addDestination(nexsetId, idempotent)
  const { row, resumedAfterMs } = await killMidway(rig, id)
  expect(row).toMatchObject({ sent: 300, unknown: 0, rejected: 0 })
  const domains = rig.practice.requests({ path: '/v2/account_upserts' }).map(({ body }) => JSON.parse(body).domain)
  expect(new Set(domains).size).toBe(300)
  const open = await rig.database.pool.query("select count(*) as count from attempt where result = 'in_doubt'")
  expect(domains.length - 300).toBeLessThanOrEqual(open.rows[0].count)
  expect(resumedAfterMs).toBeLessThan(15_000)
})

// With 8 in flight: 8 that are sent, 8 that are committed for them to go on with, 8 whose outcomes are being filed.
it('leaves at most three times those in flight for a person, where nothing can be repeated or looked up', async () => {
  await using rig = await openDeliveryRig({ practice: { latencyMs: 30 } })
  const { nexsetId } = await rig.addNexset(
    Array.from({ length: 300 }, (_, index) => ({ type: 'person/upsert', name: `job ${index}` })),
  )
  const request = { mode: 'template', template: 'bulk_jobs.create' } as const
  const id = await rig.addDestination(nexsetId, request, { responseWebhook: true })
  const responses = await rig.addNexset()
  await rig.destinations.setResponseNexset(id, responses.nexsetId, responses.sourceId)
  const { row } = await killMidway(rig, id)
  expect(row.sent + row.unknown).toBe(300)
  expect(row.unknown).toBeGreaterThan(0)
  expect(row.unknown).toBeLessThanOrEqual(24)
  const names = rig.practice.requests({ path: '/v2/bulk_jobs' }).map(({ body }) => JSON.parse(body).name)
  expect(new Set(names).size).toBe(names.length)
  expect(names.length).toBeGreaterThanOrEqual(row.sent)
  const written = await rig.parts.records.recordsAfter(responses.nexsetId, 0, 1_000)
  const told = written.flatMap(({ data }) => (Array.isArray(data.records) ? data.records : []))
  const seqs = told.map((record) => (isJsonObject(record) ? Number(record.seq) : 0))
  expect(seqs.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, index) => index + 1))
  expect(written.filter(({ data }) => data.response === null)).toHaveLength(row.unknown)
})

it('makes no account twice, since it looks up what was on its way', async () => {
  await using rig = await openDeliveryRig({ practice: { latencyMs: 5 } })
  const { nexsetId } = await rig.addNexset(accounts(300))
  const id = await rig.addDestination(nexsetId, { mode: 'template', template: 'accounts.create' })
  const { row } = await killMidway(rig, id)
  expect(row).toMatchObject({ sent: 300, unknown: 0, rejected: 0 })
  const made = rig.practice.requests({ method: 'POST', path: '/v2/accounts' })
  expect(made.filter(({ applied }) => applied)).toHaveLength(300)
  expect(made.filter(({ applied }) => !applied)).toEqual([])
})

it('sends nothing more from a worker that was asleep while another took its slice over', async () => {
  await using rig = await openDeliveryRig({ practice: { latencyMs: 5 } })
  const jobs = (from: number) =>
    Array.from({ length: 300 }, (_, index) => ({ type: 'person/upsert', name: `job ${from + index}` }))
  const source = await rig.addNexset(jobs(1))
  const id = await rig.addDestination(source.nexsetId, { mode: 'template', template: 'bulk_jobs.create' })
  await using sleeper = await startDeliveryWorker(settingsOf(rig, 8))
  await rig.service.activate(id, { from: 'start' })
  await rig.until(id, ({ sent }) => sent >= 50)
  sleeper.signal('SIGSTOP')
  const asleep = await rig.row(id)
  await using _other = await startDeliveryWorker(settingsOf(rig, 8))
  // What it had in hand is left for a person; what it hadn't is sent.
  const taken = await rig.until(id, ({ isDone }) => isDone)
  expect(taken.fence).toBeGreaterThan(asleep.fence)
  expect(taken.unknown).toBeLessThanOrEqual(3 * 8)
  sleeper.signal('SIGCONT')
  await rig.append(source, jobs(301))
  const row = await rig.until(id, ({ isDone }) => isDone)
  expect(row.sent + row.unknown).toBe(600)
  const names = rig.practice.requests({ path: '/v2/bulk_jobs' }).map(({ body }) => JSON.parse(body).name)
  expect(new Set(names).size).toBe(names.length)
})
