import type { DestinationHistory } from '@sluice/schema'
import { expect, it } from 'vitest'
import { chartRows, chartTicks, historyWords, isQuiet, stretchWords } from './history-facts.ts'

const begin = Date.parse('2026-11-24T09:51:00.000Z')
const idle = { sent: 0, notSent: 0, requests: 0, points: 0 }
const nothing = { sent: 0, points: 0, otherSluice: 0, otherTools: 0, allowed: 540 }

/** An hour in which nothing happened but what is given, minute by minute. */
function hourOf(
  given: Record<number, Partial<DestinationHistory['items'][number]>> = {},
  span: DestinationHistory['span'] = 'hour',
): DestinationHistory {
  const items = Array.from({ length: 61 }, (_, minute) => ({
    at: new Date(begin + minute * 60_000).toISOString(),
    ...idle,
    perMinute: nothing,
    ...given[minute],
  }))
  return { span, minutes: 1, items }
}

it('draws each stretch by its speed, and no limit where none is known', () => {
  const perMinute = { sent: 535, points: 538, otherSluice: 2, otherTools: 9, allowed: 540 }
  const rows = chartRows(hourOf({ 1: { perMinute }, 2: { perMinute: { ...perMinute, allowed: 0 } } }))
  expect(rows.slice(0, 3)).toEqual([
    { at: begin, own: 0, otherSluice: 0, otherTools: 0, allowed: 540, sent: 0 },
    { at: begin + 60_000, own: 538, otherSluice: 2, otherTools: 9, allowed: 540, sent: 535 },
    { at: begin + 120_000, own: 538, otherSluice: 2, otherTools: 9, allowed: null, sent: 535 },
  ])
})

it('names the ends of the time and what parts it in four', () => {
  const minutes = chartTicks(chartRows(hourOf())).map((at) => (at - begin) / 60_000)
  expect(minutes).toEqual([0, 15, 30, 45, 60])
  expect(chartTicks([])).toEqual([])
})

it('tells in words what was sent, with every record counted', () => {
  const busy = { ...idle, sent: 8_071, notSent: 48, requests: 8_101 }
  expect([
    historyWords(hourOf({ 3: busy, 4: { ...idle, notSent: 1, requests: 1 } })),
    historyWords(hourOf({ 3: { ...idle, sent: 1, notSent: 1, requests: 1 } }, 'day')),
    historyWords(hourOf({ 3: { ...idle, sent: 200, requests: 2 } })),
    historyWords(hourOf()),
  ]).toEqual([
    'In the last hour 8,071 records were sent and 49 were not, with 8,102 calls.',
    'In the last day 1 record was sent and 1 was not, with 1 call.',
    'In the last hour 200 records were sent, with 2 calls.',
    'In the last hour nothing was sent.',
  ])
})

it('is quiet only when nobody used a point and no record was answered', () => {
  expect([
    isQuiet(hourOf()),
    isQuiet(hourOf({ 60: { perMinute: { ...nothing, otherTools: 1 } } })),
    isQuiet(hourOf({ 5: { notSent: 2 } })),
  ]).toEqual([true, false, false])
})

it('names the time that a place of the chart stands for', () => {
  const local = new Date(2026, 10, 24, 23, 45).getTime()
  expect([stretchWords(local, 1), stretchWords(local, 15)]).toEqual(['23:45 to 23:46', '23:45 to 00:00'])
})
