import { sql } from 'kysely'
import { expect, it, vi } from 'vitest'
import { accounts, openDeliveryRig } from '../../test/delivery.ts'

const upsert = { mode: 'template', template: 'accounts.upsert' } as const

it('keeps by the minute what two workers have sent for two destinations, every record and request of it', async () => {
  await using rig = await openDeliveryRig()
  const { nexsetId } = await rig.addNexset([...accounts(120), { name: 'Bad', domain: 'https://bad.example/about' }])
  rig.practice.addFault({ kind: 'status', status: 422, body: { error: 'No' }, nth: 7 })
  const ids = [await rig.addDestination(nexsetId, upsert), await rig.addDestination(nexsetId, upsert, { name: 'Two' })]
  const other = await rig.another()
  await Promise.all([rig.start(), other.start()])
  for (const id of ids) await rig.service.activate(id, { from: 'start' })
  for (const id of ids) await rig.until(id, ({ isDone }) => isDone)
  await vi.waitFor(async () => {
    const { rows } = await sql<Record<string, number>>`
      select sum(sent)::float8 as sent, sum(not_sent)::float8 as "notSent", sum(requests)::float8 as requests,
        sum(points)::float8 as points, (select sum(used)::float8 from rate_budget_minute) as used
      from destination_minute where destination_id = any(${ids}::uuid[])`.execute(rig.database.db)
    expect(rows).toEqual([{ sent: 239, notSent: 3, requests: 240, points: 240, used: 240 }])
  })
  expect(rig.practice.requests()).toHaveLength(240)
})
