import { expect, it } from 'vitest'
import { formatAgo, formatBytes, formatCount, formatDuration, formatSeq, formatShare } from './format.ts'

it('writes counts with their word, and one of a thing without the s', () => {
  expect([formatCount(12480, 'record'), formatCount(1, 'record'), formatCount(0, 'record'), formatSeq(8066)]).toEqual([
    '12,480 records',
    '1 record',
    '0 records',
    '#8,066',
  ])
})

it('writes sizes in steps of a thousand with one digit', () => {
  expect([262, 24_100, 999_949, 999_950, 1_200_000, 3_400_000_000].map(formatBytes)).toEqual([
    '262 B',
    '24.1 kB',
    '999.9 kB',
    '1 MB',
    '1.2 MB',
    '3.4 GB',
  ])
})

it('never calls a part all, or a little nothing', () => {
  expect([0, 0.00001, 0.647, 0.99999, 1].map(formatShare)).toEqual(['0 %', '< 0.1 %', '64.7 %', '99.9 %', '100 %'])
})

it('writes lengths of time in the units that people say', () => {
  expect([184, 12_000, 480_000, 7_500_000, 7_200_000, 273_600_000].map(formatDuration)).toEqual([
    '184 ms',
    '12 s',
    '8 min',
    '2 h 5 min',
    '2 h',
    '3 d 4 h',
  ])
})

it('writes times by their distance: ago today, by the clock yesterday, by the date before', () => {
  const now = new Date(2026, 10, 24, 19, 20, 12)
  const at = (...parts: [number, number, number, number, number, number]) => new Date(...parts).toISOString()
  expect(
    [
      at(2026, 10, 24, 19, 20, 11),
      at(2026, 10, 24, 19, 20, 0),
      at(2026, 10, 24, 17, 20, 30),
      at(2026, 10, 23, 17, 20, 0),
      at(2026, 10, 21, 9, 12, 0),
      at(2025, 10, 21, 9, 12, 0),
    ].map((time) => formatAgo(time, now)),
  ).toEqual(['just now', '12 s ago', '1 h ago', 'yesterday 17:20', '21 Nov 09:12', '21 Nov 2025 09:12'])
})
