import { expect, it, vi } from 'vitest'
import { accounts, openDeliveryRig } from '../../test/delivery.ts'
import { testWaits } from '../../test/delivery-parts.ts'

// Thousands of requests, on a machine that may be busy.
vi.setConfig({ testTimeout: 180_000 })

/** Ten minutes, scaled down as all waits of the test are. */
const tenMinutesMs = testWaits.probeFirstMs * 20

it('outlasts ten minutes of an outage in the middle of 5,000 records: held, probed, resumed by itself, nothing given up', async () => {
  await using rig = await openDeliveryRig()
  const { nexsetId } = await rig.addNexset(accounts(5_000))
  const id = await rig.addDestination(nexsetId, { mode: 'template', template: 'accounts.upsert' })
  const outage = rig.practice.addFault({ kind: 'status', status: 503, skip: 2_500 })
  await rig.start()
  await rig.service.activate(id, { from: 'start' })
  const held = await rig.until(id, ({ state }) => state === 'held')
  expect(held.hold).toMatchObject({ kind: 'outage', endsBy: 'itself' })
  await rig.until(id, ({ hold }) => hold !== null && Date.now() - Date.parse(sinceOf(hold)) >= tenMinutesMs)
  rig.practice.removeFault(outage.id)
  expect(await rig.until(id, ({ isDone }) => isDone)).toMatchObject({ state: 'active', sent: 5_000 })

  const failed = rig.practice.requests({ status: 503 })
  const writes = failed.filter(({ method }) => method === 'POST').length
  const probes = failed.filter(({ method }) => method === 'GET').length
  // The failures in a row that tell of an outage, and what was in flight with them.
  expect(writes).toBeLessThanOrEqual(5 + 8)
  // After 30 s, and then after twice as long each time.
  expect(probes).toBeGreaterThanOrEqual(3)
  expect(probes).toBeLessThanOrEqual(5)
  const { rows } = await rig.database.pool.query('select count(*)::int as quarantined from quarantine_record')
  expect(rows).toEqual([{ quarantined: 0 }])
})

const sinceOf = (hold: unknown): string =>
  typeof hold === 'object' && hold !== null && 'since' in hold ? String(hold.since) : ''
