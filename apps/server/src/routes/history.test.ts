import type { DestinationHistory, HistorySpan, RequestConfigInput } from '@sluice/schema'
import { sql } from 'kysely'
import { afterAll, expect, it, vi } from 'vitest'
import { isCaughtUp, startDeliveringApp } from '../../test/delivering-app.ts'
import { testWaits } from '../../test/delivery-parts.ts'

// Times are those of the real minute: it is what the history is kept by.
const waits = { ...testWaits, budgetWindowMs: 60_000, historyKeepMs: 93_600_000 }
const others = { pointsPerMinute: 6_000, othersShare: 0.5, othersEveryMs: 30_000 }
const place = await startDeliveringApp(others, waits)
afterAll(() => place[Symbol.asyncDispose]())
await place.call('PATCH', `/api/v1/credentials/${place.credential.id}`, {
  limits: { pointsPerMinute: 6_000, shareForOthers: 10 },
})

const upsert: RequestConfigInput = { mode: 'template', template: 'accounts.upsert' }
const historyOf = async (id: string, span: HistorySpan = 'hour') =>
  (await place.call<DestinationHistory>('GET', `/api/v1/destinations/${id}/history?span=${span}`)).body

const sumsOf = ({ items }: DestinationHistory) =>
  items.reduce(
    (sums, { sent, notSent, requests, points }) => ({
      sent: sums.sent + sent,
      notSent: sums.notSent + notSent,
      requests: sums.requests + requests,
      points: sums.points + points,
    }),
    { sent: 0, notSent: 0, requests: 0, points: 0 },
  )

it('tells what was sent and not, with how many calls and points, and what other tools took meanwhile', async () => {
  const names = Array.from({ length: 20 }, (_, index) => ({ name: `Firm ${index}`, domain: `firm-${index}.example` }))
  const nexsetId = await place.addNexset([...names, { name: 'Bad', domain: 'https://bad.example/about' }])
  const { id } = await place.addDestination(nexsetId, upsert)
  const nobody = await place.addDestination(nexsetId, upsert)
  await place.activate(id)
  await place.until(id, isCaughtUp)
  const counted = { sent: 20, notSent: 1, requests: 20, points: 20 }
  const soon = { timeout: 20_000, interval: 50 }
  await vi.waitFor(async () => expect(sumsOf(await historyOf(id))).toEqual(counted), soon)
  expect(sumsOf(await historyOf(id, 'day'))).toEqual(counted)

  const most = (history: DestinationHistory, name: 'points' | 'otherSluice' | 'otherTools') =>
    Math.max(...history.items.map(({ perMinute }) => perMinute[name]))
  // The check of the credential was Sluice's too.
  await vi.waitUntil(async () => most(await historyOf(id), 'otherTools') > 0, soon)
  const own = await historyOf(id)
  const idle = await historyOf(nobody.id)
  expect(sumsOf(idle)).toEqual({ sent: 0, notSent: 0, requests: 0, points: 0 })
  expect(most(idle, 'otherSluice')).toBeGreaterThanOrEqual(most(own, 'points'))
  // Half of the team's points are theirs, taken in two halves; at a minute's begin, the last one counts along.
  expect(most(own, 'otherTools')).toBeGreaterThan(1_400)
  expect(most(own, 'otherTools')).toBeLessThanOrEqual(4_500)
})

it('covers the hour by the minute and the day by the quarter of an hour, up to now and without gaps', async () => {
  const { id } = await place.addDestination(await place.addNexset([{ name: 'One' }]), upsert)
  const shape = ({ span, minutes, items }: DestinationHistory) => {
    const times = items.map(({ at }) => Date.parse(at))
    const gaps = new Set(times.slice(1).map((at, index) => (at - (times[index] ?? 0)) / 60_000))
    const toNow = Date.now() - (times.at(-1) ?? 0)
    return {
      span,
      minutes,
      count: items.length,
      gaps: [...gaps],
      isUpToNow: toNow >= 0 && toNow < minutes * 60_000 + 5_000,
    }
  }
  expect([shape(await historyOf(id)), shape(await historyOf(id, 'day'))]).toEqual([
    { span: 'hour', minutes: 1, count: 61, gaps: [1], isUpToNow: true },
    { span: 'day', minutes: 15, count: 97, gaps: [15], isUpToNow: true },
  ])
  const allowed = (await historyOf(id)).items.map(({ perMinute }) => perMinute.allowed)
  expect(new Set(allowed)).toEqual(new Set([5_400]))
})

it('adds the minutes of a quarter of an hour up, and gives its speeds a minute', async () => {
  const { id } = await place.addDestination(await place.addNexset([{ name: 'One' }]), upsert)
  const { rows } = await sql<{ at: Date }>`
    with quarter as (select date_bin('15 minutes', now(), '2000-01-01 00:00Z') - interval '10 hours' as at),
    added as (
      insert into destination_minute (destination_id, minute, sent, not_sent, requests, points)
      select ${id}, at + minute * interval '1 minute', 500, 1, 540, 540 + minute
      from quarter, generate_series(-1, 14) minute
    )
    select at from quarter`.execute(place.app.db)
  const day = await historyOf(id, 'day')
  expect(day.items.find(({ at }) => at === rows[0]?.at.toISOString())).toEqual({
    at: rows[0]?.at.toISOString(),
    sent: 7_500,
    notSent: 15,
    requests: 8_100,
    points: 8_205,
    perMinute: { sent: 500, points: 547, otherSluice: 0, otherTools: 0, allowed: 5_400 },
  })
  expect(sumsOf(day)).toEqual({ sent: 8_000, notSent: 16, requests: 8_640, points: 8_744 })
})

it('knows no history of a destination that isn’t there, and no other spans', async () => {
  const unknown = '0190a0c0-0000-7000-8000-00000000dead'
  const { id } = await place.addDestination(await place.addNexset([{ name: 'One' }]), upsert)
  const answers = [
    await place.call('GET', `/api/v1/destinations/${unknown}/history`),
    await place.call('GET', `/api/v1/destinations/${id}/history?span=week`),
  ]
  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [404, 'not_found'],
    [422, 'out_of_range'],
  ])
  expect(answers[0]?.body.detail).toContain(unknown)
})
