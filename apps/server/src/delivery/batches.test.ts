import type { JsonObject } from '@sluice/json'
import type { RequestConfigInput } from '@sluice/schema'
import { expect, it } from 'vitest'
import { accounts, openDeliveryRig } from '../../test/delivery.ts'

const batched = (baseUrl: string, path: string, method = 'POST'): RequestConfigInput => ({
  mode: 'advanced',
  method,
  contentFormat: 'json',
  url: `${baseUrl}${path}`,
  batch: { size: 100, grouping: 'array-under-key', key: 'data' },
})

it('sends full batches in order over all chunks of the Nexset, and a short one at the end', async () => {
  await using rig = await openDeliveryRig()
  const records = accounts(2_050)
  const source = await rig.addNexset(records.slice(0, 30))
  for (let from = 30; from < 2_050; from += 505) await rig.append(source, records.slice(from, from + 505))
  const fault = { kind: 'status', status: 200, body: { data: { records: 100 } } } as const
  rig.practice.addFault(fault)
  const id = await rig.addDestination(source.nexsetId, batched(rig.practice.url, '/v2/bulk_jobs/1/job_data'))
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  expect(await rig.until(id, ({ isDone }) => isDone)).toMatchObject({ sent: 2_050 })
  const bodies = rig.practice.requests({ method: 'POST' }).map(({ body }) => body)
  const expected = Array.from({ length: 21 }, (_, index) =>
    JSON.stringify({ data: records.slice(index * 100, index * 100 + 100) }),
  )
  expect(bodies.sort()).toEqual(expected.sort())
})

it('halves a refused batch down to the record that is to blame, where that is safe', async () => {
  await using rig = await openDeliveryRig()
  const { nexsetId } = await rig.addNexset(accounts(16))
  rig.practice.addFault({ kind: 'status', status: 422, match: { bodyIncludes: 'firma-11.' }, body: { error: 'No' } })
  rig.practice.addFault({ kind: 'status', status: 200, body: {} })
  const id = await rig.addDestination(nexsetId, batched(rig.practice.url, '/v2/accounts/7', 'PUT'))
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  expect(await rig.until(id, ({ isDone }) => isDone)).toMatchObject({ sent: 15, rejected: 1 })
  const row = await rig.database.db.selectFrom('quarantine_record').select(['seq', 'reason']).executeTakeFirst()
  expect(row).toMatchObject({ seq: 11, reason: 'No' })
  const answered = rig.practice.requests().filter(({ alongside }) => alongside.length > 0)
  expect(answered).toEqual([])
})

it('refuses a batch as a whole, and says so, where its records may not be sent again', async () => {
  await using rig = await openDeliveryRig()
  const { nexsetId } = await rig.addNexset(accounts(10))
  rig.practice.addFault({ kind: 'status', status: 422, body: { error: 'No' } })
  const id = await rig.addDestination(nexsetId, batched(rig.practice.url, '/v2/bulk_jobs/1/job_data'))
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  expect(await rig.until(id, ({ isDone }) => isDone)).toMatchObject({ rejected: 10 })
  expect(rig.practice.countRequests()).toBe(1)
  const row = await rig.database.db.selectFrom('quarantine_record').select('reason').executeTakeFirst()
  expect(row).toEqual({ reason: 'The batch of 10 records was refused as a whole: No' })
})

it('writes down every attempt of a destination with a response webhook once, without the secret', async () => {
  await using rig = await openDeliveryRig()
  const { nexsetId } = await rig.addNexset(accounts(250))
  rig.practice.addFault({ kind: 'status', status: 503, nth: 2 })
  rig.practice.addFault({ kind: 'status', status: 200, body: { data: { records: 100 } } })
  const id = await rig.addDestination(nexsetId, batched(rig.practice.url, '/v2/bulk_jobs/1/job_data'), {
    responseWebhook: true,
  })
  const responses = await rig.addNexset()
  await rig.destinations.setResponseNexset(id, responses.nexsetId, responses.sourceId)
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  await rig.until(id, ({ isDone }) => isDone)
  const written = await rig.parts.records.recordsAfter(responses.nexsetId, 0, 100)
  expect(written.map(({ data }) => statusOf(data)).sort()).toEqual([200, 200, 200, 503])
  const sent = written.flatMap(({ data }) => (statusOf(data) === 200 ? [bodyOf(data)] : []))
  expect(sent.sort()).toEqual(
    rig.practice
      .requests({ status: 200 })
      .map(({ body }) => body)
      .sort(),
  )
  const text = JSON.stringify(written)
  expect(text).not.toContain(rig.practice.apiKey)
  expect(text.toLowerCase()).not.toContain('authorization')
  const records = written.flatMap(({ data }) =>
    statusOf(data) === 200 && Array.isArray(data.records) ? data.records : [],
  )
  expect(records).toHaveLength(250)
})

const inner = (data: JsonObject, key: string): JsonObject => {
  const value = data[key]
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('source' in value) ? value : {}
}
const statusOf = (data: JsonObject) => inner(data, 'response').status
const bodyOf = (data: JsonObject) => inner(data, 'request').body

it('keeps requests to the same target in order and apart, through retries', async () => {
  await using rig = await openDeliveryRig()
  const records = Array.from({ length: 60 }, (_, index) => ({ id: (index % 5) + 1, name: `change ${index}` }))
  const { nexsetId } = await rig.addNexset(records)
  rig.practice.addFault({ kind: 'status', status: 503, every: 6 })
  rig.practice.addFault({ kind: 'status', status: 200, body: {} })
  const id = await rig.addDestination(nexsetId, {
    mode: 'template',
    template: 'accounts.update',
    params: { account_id: { from: 'attribute', attribute: 'id' } },
  })
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  await rig.until(id, ({ isDone }) => isDone)
  const done = rig.practice.requests({ status: 200 })
  for (let account = 1; account <= 5; account += 1) {
    const names = done.filter(({ path }) => path === `/v2/accounts/${account}`).map(({ body }) => JSON.parse(body).name)
    expect(names).toEqual(records.filter((record) => record.id === account).map(({ name }) => name))
  }
  const all = rig.practice.requests()
  const paths = new Map(all.map(({ arrival, path }) => [arrival, path]))
  expect(all.filter(({ path, alongside }) => alongside.some((arrival) => paths.get(arrival) === path))).toEqual([])
})
