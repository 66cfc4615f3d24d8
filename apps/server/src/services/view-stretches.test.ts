import { expect, it } from 'vitest'
import type { StoredStretch } from '../store/history.ts'
import { viewStretches } from './view-stretches.ts'

const at = new Date('2026-11-24T10:00:00.000Z')
const stretch = (given: Partial<StoredStretch>): StoredStretch => ({
  at,
  elapsedMinutes: 1,
  sent: 0,
  notSent: 0,
  requests: 0,
  points: 0,
  used: 0,
  others: 0,
  allowed: null,
  ...given,
})

it('tells what else Sluice used, and of the stretch that goes on the speed of the last minutes', () => {
  const full = stretch({ sent: 500, requests: 540, points: 540, used: 600, others: 30, allowed: 540 })
  const begun = stretch({ elapsedMinutes: 0.25, sent: 100, requests: 140, points: 135, used: 136, others: 8 })
  expect(viewStretches([full, begun], 1, 540)).toEqual([
    {
      at: at.toISOString(),
      sent: 500,
      notSent: 0,
      requests: 540,
      points: 540,
      perMinute: { sent: 500, points: 540, otherSluice: 60, otherTools: 30, allowed: 540 },
    },
    {
      at: at.toISOString(),
      sent: 100,
      notSent: 0,
      requests: 140,
      points: 135,
      perMinute: { sent: 475, points: 540, otherSluice: 46, otherTools: 30.5, allowed: 540 },
    },
  ])
})

it('averages a quarter of an hour by the minute, also while it goes on', () => {
  const full = stretch({ elapsedMinutes: 15, sent: 100, points: 8_100, used: 8_100 })
  const begun = stretch({ elapsedMinutes: 5, sent: 1, points: 2_700, used: 2_700 })
  const speeds = viewStretches([full, begun], 15, 540).map(({ perMinute: { sent, points } }) => ({ sent, points }))
  expect(speeds).toEqual([
    { sent: 6.7, points: 540 },
    { sent: 4.5, points: 540 },
  ])
})

it('holds what was allowed until it is told again, and now shows what is set now', () => {
  const allowedIn = (...told: (number | null)[]) =>
    viewStretches(
      told.map((allowed) => stretch({ allowed })),
      1,
      300,
    ).map(({ perMinute }) => perMinute.allowed)
  expect([allowedIn(null, 540, null, 500, null, null), allowedIn(null, null)]).toEqual([
    [540, 540, 540, 500, 500, 300],
    [300, 300],
  ])
})
