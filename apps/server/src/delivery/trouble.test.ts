import type { RequestConfigInput } from '@sluice/schema'
import { expect, it } from 'vitest'
import { accounts, openDeliveryRig } from '../../test/delivery.ts'

const upsert: RequestConfigInput = { mode: 'template', template: 'accounts.upsert' }
const createJob: RequestConfigInput = { mode: 'template', template: 'bulk_jobs.create' }
const jobs = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ type: 'person/upsert', name: `job ${index}` }))

it('goes on by itself after the database was away, and knows what became of each request', async () => {
  await using rig = await openDeliveryRig({ practice: { latencyMs: 10 } })
  const { nexsetId } = await rig.addNexset(jobs(300))
  const id = await rig.addDestination(nexsetId, createJob)
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  for (const mark of [40, 120, 200]) {
    await rig.until(id, ({ sent }) => sent >= mark)
    await rig.cutConnections()
  }
  expect(await rig.until(id, ({ isDone }) => isDone)).toMatchObject({ sent: 300, unknown: 0 })
  expect(rig.practice.countRequests({ path: '/v2/bulk_jobs' })).toBe(300)
})

it('records what is on its way when it is stopped, and another worker goes on', async () => {
  await using rig = await openDeliveryRig({ practice: { latencyMs: 150 } })
  const { nexsetId } = await rig.addNexset(jobs(60))
  const id = await rig.addDestination(nexsetId, createJob)
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  await rig.until(id, ({ sent }) => sent >= 8)
  await rig.stop()
  const stopped = await rig.row(id)
  expect(rig.practice.countRequests()).toBe(stopped.sent + stopped.filed_ahead)
  const other = await rig.another()
  await other.start()
  expect(await rig.until(id, ({ isDone }) => isDone)).toMatchObject({ sent: 60, unknown: 0 })
  expect(rig.practice.countRequests()).toBe(60)
})

it('cuts what takes longer than a stop may, and leaves it in doubt', async () => {
  await using rig = await openDeliveryRig({ waits: { stopMs: 100 } })
  rig.practice.addFault({ kind: 'delay', delayMs: 2_500, at: 'after', nth: 3 })
  const { nexsetId } = await rig.addNexset(jobs(5))
  const id = await rig.addDestination(nexsetId, createJob)
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  await rig.until(id, ({ cursor, filed_ahead }) => cursor + filed_ahead === 4)
  await rig.stop()
  expect(await rig.row(id)).toMatchObject({ cursor: 5, sent: 4, unknown: 1 })
})

it('sends each record once when several workers share several destinations', async () => {
  await using rig = await openDeliveryRig()
  const other = await rig.another()
  await rig.start()
  await other.start()
  const ids: string[] = []
  for (let number = 0; number < 3; number += 1) {
    const { nexsetId } = await rig.addNexset(jobs(80).map((job) => ({ ...job, name: `${number} ${job.name}` })))
    ids.push(await rig.addDestination(nexsetId, createJob))
  }
  for (const id of ids) await rig.service.activate(id, { from: 'start' })
  for (const id of ids) expect(await rig.until(id, ({ isDone }) => isDone)).toMatchObject({ sent: 80 })
  const names = rig.practice.requests().map(({ body }) => JSON.parse(body).name)
  expect(new Set(names).size).toBe(240)
  expect(names).toHaveLength(240)
})

it('files what it can of outcomes that the database doesn’t take, with a reference to the log, and goes on', async () => {
  const logged: unknown[] = []
  await using rig = await openDeliveryRig({ onError: (told) => logged.push(told) })
  await rig.database.pool.query(`
    create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no' using errcode = '22021'; end $$;
    create trigger refuse before insert on quarantine_record for each row when (new.reason = 'poison') execute function refuse()`)
  rig.practice.addFault({ kind: 'status', status: 422, body: { error: 'poison' }, nth: 3 })
  const { nexsetId } = await rig.addNexset(accounts(20))
  const id = await rig.addDestination(nexsetId, upsert, { responseWebhook: true })
  const responses = await rig.addNexset()
  await rig.destinations.setResponseNexset(id, responses.nexsetId, responses.sourceId)
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  expect(await rig.until(id, ({ isDone }) => isDone)).toMatchObject({ sent: 19, rejected: 1 })
  const ids = await rig.database.pool.query('select unnest(salesloft_ids) as id from outcome_segment')
  expect(ids.rows.filter((sent) => sent.id !== null)).toHaveLength(19)
  const written = await rig.parts.records.recordsAfter(responses.nexsetId, 0, 100)
  expect(written).toHaveLength(20)
  expect(written.filter(({ data }) => data.response === null)).toHaveLength(1)
  const row = await rig.database.db.selectFrom('quarantine_record').select(['code', 'reason']).executeTakeFirstOrThrow()
  expect(row.code).toBe('internal_error')
  const reference = /under the reference ([0-9a-f-]{36})\./.exec(row.reason)?.[1]
  expect(logged).toMatchObject([{ reference, destinationId: id }])
})

it('asks for no points, and sends nothing, while it has nothing to send', async () => {
  await using rig = await openDeliveryRig()
  const { nexsetId } = await rig.addNexset()
  const id = await rig.addDestination(nexsetId, upsert)
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  const probe = await rig.addDestination((await rig.addNexset(accounts(1))).nexsetId, upsert)
  await rig.service.activate(probe, { from: 'start' })
  await rig.until(probe, ({ isDone }) => isDone)
  expect(await rig.row(id)).toMatchObject({ state: 'active', fence: 0 })
  expect(rig.practice.countRequests()).toBe(1)
})
