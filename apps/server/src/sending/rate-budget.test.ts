import { type PracticeOptions, startPracticeSalesloft } from '@sluice/practice-salesloft'
import { expect, it } from 'vitest'
import { credentialFor, openTestDoor, requestTo } from '../../test/sending.ts'
import { createTestDatabase } from '../../test/test-database.ts'
import { createRateBudgetStore } from '../store/rate-budgets.ts'
import { waits as allWaits } from '../waits.ts'
import { createRateBudgets, type RateBudgets } from './rate-budget.ts'
import { SecretText } from './secrets/secret-text.ts'

const windowMs = 1_500
const waits = { ...allWaits, budgetWindowMs: windowMs, budgetLeaseMs: 40, budgetMarginMs: 40, budgetJitterMs: 30 }
const limits = { pointsPerMinute: 300, shareForOthers: 10, inFlight: 8 }

type Setting = { practice?: PracticeOptions; processes?: number; limits?: typeof limits }

/** Practice Salesloft with a minute of 1.5 s, and as many processes as wanted on one database. */
async function start({ practice: options = {}, processes = 1, limits: own = limits }: Setting = {}) {
  const scope = new AsyncDisposableStack()
  const database = scope.use(await createTestDatabase())
  const practice = scope.use(await startPracticeSalesloft({ pointsPerMinute: 300, windowMs, ...options }))
  const door = scope.use(openTestDoor({ operatorOrigins: [practice.url] }))
  const credential = { ...credentialFor(practice.url), secret: new SecretText(practice.apiKey) }
  const store = createRateBudgetStore(database.db)
  const onError = (error: unknown) => {
    throw error
  }
  const budgets = Array.from({ length: processes }, () => createRateBudgets({ store, waits, onError }))
  for (const budget of budgets) scope.defer(async () => budget.close())
  const request = requestTo(`${practice.url}/v2/me`, {
    method: 'GET',
    headers: [['accept', 'application/json']],
    body: null,
  })

  /** One request as soon as it may be sent; its status. */
  const send = async (
    budget: RateBudgets,
    kind: 'interactive' | 'delivery',
    destinationId: string,
    signal?: AbortSignal,
  ) => {
    const grant = await budget.acquire(credential.budget, {
      kind,
      destinationId,
      limits: own,
      ...(signal && { signal }),
    })
    const result = await door.send(request, credential)
    budget.settle(grant, result)
    return result.kind === 'answered' ? result.answer.status : 0
  }
  return Object.assign(scope, {
    practice,
    budgets,
    credential,
    send,
    [Symbol.asyncDispose]: () => scope.disposeAsync(),
  })
}

it('lets destinations take turns, however many requests each has ready', async () => {
  await using team = await start({ limits: { ...limits, inFlight: 4 } })
  const [budget] = team.budgets
  if (!budget) throw new Error('no budget')
  const order: string[] = []
  const one = (id: string) => team.send(budget, 'delivery', id).then(() => order.push(id))
  await Promise.all([
    ...Array.from({ length: 16 }, () => one('busy')),
    ...Array.from({ length: 4 }, () => one('small')),
  ])
  expect(order.slice(0, 12).filter((id) => id === 'small')).toHaveLength(4)
})

it('serves an interactive call before the deliveries that wait', async () => {
  await using team = await start({ practice: { pointsPerMinute: 30 }, limits: { ...limits, pointsPerMinute: 30 } })
  const [budget] = team.budgets
  if (!budget) throw new Error('no budget')
  const stop = new AbortController()
  let delivered = 0
  const deliveries = Array.from({ length: 20 }, () =>
    team
      .send(budget, 'delivery', 'a', stop.signal)
      .then(() => delivered++)
      .catch(() => {}),
  )
  expect(await team.send(budget, 'interactive', 'check')).toBe(200)
  expect(delivered).toBeLessThan(5)
  stop.abort()
  await Promise.all(deliveries)
})

it('stops everybody after a 429, as long as Retry-After says, and tells until when', async () => {
  await using team = await start({ processes: 2 })
  const [first, second] = team.budgets
  if (!first || !second) throw new Error('no budgets')
  team.practice.addFault({ kind: 'status', status: 429, headers: { 'retry-after': '2' }, count: 1 })
  expect(await team.send(first, 'delivery', 'a')).toBe(429)
  const startedAt = performance.now()
  const waiting = Promise.all([team.send(first, 'delivery', 'a'), team.send(second, 'interactive', 'b')])
  await expect.poll(async () => (await first.status(team.credential.budget, limits, 'Team')).waitsUntil).not.toBeNull()
  expect(await waiting).toEqual([200, 200])
  expect(performance.now() - startedAt).toBeGreaterThan(1_900)
  expect(await first.status(team.credential.budget, limits, 'Team')).toMatchObject({
    team: 'Team',
    pointsPerMinute: 300,
    allowed: 270,
  })
})

it('ends a wait when it is told to, and gives back what wasn’t used', async () => {
  await using team = await start({ limits: { ...limits, inFlight: 1 } })
  const [budget] = team.budgets
  if (!budget) throw new Error('no budget')
  const wanted = { kind: 'delivery', destinationId: 'a', limits: { ...limits, inFlight: 1 } } as const
  const held = await budget.acquire(team.credential.budget, wanted)
  const stop = new AbortController()
  const waiting = budget.acquire(team.credential.budget, { ...wanted, signal: stop.signal })
  stop.abort(new Error('paused'))
  await expect(waiting).rejects.toThrow('paused')
  budget.settle(held, null)
  expect(() => budget.settle(held, null)).toThrow('settled twice')
  budget.settle(await budget.acquire(team.credential.budget, wanted), null)
})

it('sends as fast as it can when no limit is known, with no more in flight than set', async () => {
  await using team = await start({
    practice: { pointsPerMinute: 0, latencyMs: 20 },
    limits: { ...limits, pointsPerMinute: 0 },
  })
  const [budget] = team.budgets
  if (!budget) throw new Error('no budget')
  let inFlight = 0
  let most = 0
  const full = Promise.withResolvers<void>()
  const one = async () => {
    const grant = await budget.acquire(team.credential.budget, {
      kind: 'delivery',
      destinationId: 'a',
      limits: { ...limits, pointsPerMinute: 0 },
    })
    most = Math.max(most, ++inFlight)
    if (inFlight === 8) full.resolve()
    await full.promise
    await new Promise(setImmediate)
    inFlight--
    budget.settle(grant, null)
  }
  await Promise.all(Array.from({ length: 200 }, one))
  expect(most).toBe(8)
})
