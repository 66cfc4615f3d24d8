import type { PracticeOptions } from '@sluice/practice-salesloft'
import type { CredentialLimits } from '@sluice/schema'
import { expect, it, vi } from 'vitest'
import { accounts, openDeliveryRig } from '../../test/delivery.ts'
import { startDeliveryWorker } from '../../test/start-delivery-worker.ts'
import { WorkerSettings } from '../../test/worker-settings.ts'

// Processes are started in one of these.
vi.setConfig({ testTimeout: 120_000 })

// That the points are used up is a matter of time: it is shown on a clock that the tests of the budget move, and with
// whole minutes by `node bench/budget.ts`. Here is what has to hold however slow the machine is.
const windowMs = 2_500
const pointsPerMinute = 60
const waits = { budgetWindowMs: windowMs, budgetLeaseMs: 100, budgetMarginMs: 250, budgetJitterMs: 100 }

type Setting = {
  readonly practice?: PracticeOptions
  readonly limits?: Partial<CredentialLimits>
  readonly workers?: number
  readonly windows: number
}

/** Two destinations over so many scaled-down minutes of 60 points, sent by so many workers. */
async function deliverFor({ practice, limits: given, workers = 1, windows }: Setting) {
  const limits = { pointsPerMinute, shareForOthers: 0, ...given }
  await using rig = await openDeliveryRig({ practice: { pointsPerMinute, windowMs, ...practice }, limits, waits })
  const { nexsetId } = await rig.addNexset(accounts(pointsPerMinute * (windows + 3)))
  const request = { mode: 'template', template: 'accounts.upsert' } as const
  const ids = await Promise.all(['one', 'two'].map((name) => rig.addDestination(nexsetId, request, { name })))
  const { connection } = rig.database
  const { url, apiKey } = rig.practice
  const settings = WorkerSettings.parse({ connection, practice: { url, apiKey }, limits, waits })
  await using others = new AsyncDisposableStack()
  const started = Array.from({ length: workers - 1 }, () => startDeliveryWorker(settings))
  for (const worker of await Promise.all(started)) others.use(worker)
  await rig.start()
  for (const id of ids) await rig.service.activate(id, { from: 'start' })
  await vi.waitUntil(() => rig.practice.requests().length > 0, { timeout: 60_000, interval: 50 })
  const end = performance.now() + windows * windowMs
  await vi.waitUntil(() => performance.now() > end, { timeout: 60_000, interval: 50 })
  for (const id of ids) await rig.service.pause(id)
  await rig.stop()
  const requests = rig.practice.requests()
  const rows = await Promise.all(ids.map(rig.row))
  return {
    limited: requests.filter(({ status }) => status === 429).length,
    mostAtOnce: Math.max(...requests.map(({ alongside }) => alongside.length + 1)),
    usedTries: (await rig.database.pool.query('select coalesce(max(tries), 0) as tries from attempt')).rows[0].tries,
    notSent: rows.reduce((sum, { rejected, invalid, unknown }) => sum + rejected + invalid + unknown, 0),
  }
}

it.concurrent('gets no 429, and has no more in flight than is set, with three workers', async () => {
  const practice = { latencyMs: 150 }
  const limits = { inFlight: 3 }
  const { mostAtOnce, ...result } = await deliverFor({ workers: 3, practice, limits, windows: 3 })
  expect(result).toEqual({ limited: 0, usedTries: 0, notSent: 0 })
  expect(mostAtOnce).toBeLessThanOrEqual(3)
})

it.concurrent('gets no 429 where each point comes back a minute after it was spent', async () => {
  const practice = { windowKind: 'sliding' } as const
  expect(await deliverFor({ practice, windows: 4 })).toMatchObject({ limited: 0, usedTries: 0, notSent: 0 })
})

it.concurrent('takes a 429 for no failure: a second client takes the points in one go', async () => {
  const practice = { othersShare: 0.9, othersEveryMs: windowMs / 2 }
  const { limited, usedTries, notSent } = await deliverFor({ practice, windows: 4 })
  expect({ isLimited: limited > 0, usedTries, notSent }).toEqual({ isLimited: true, usedTries: 0, notSent: 0 })
})
