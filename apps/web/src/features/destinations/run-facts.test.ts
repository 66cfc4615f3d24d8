import type { Run } from '@sluice/schema'
import { expect, it } from 'vitest'
import { averageRate, runRange } from './run-facts.ts'

const run: Run = {
  id: '019a0000-0000-7000-8000-000000000001',
  destinationId: '019a0000-0000-7000-8000-000000000002',
  destinationName: 'Accounts',
  number: 6,
  kind: 'delivery',
  state: 'running',
  fromSeq: 1,
  toSeq: 12_480,
  counts: { sent: 1000, rejected: 50, invalid: 30, skipped: 0, unknown: 0, pending: 0 },
  requests: 1050,
  points: 1050,
  startedAt: '2026-11-24T10:00:00.000Z',
  endedAt: null,
}

it('tells how fast a run goes by what it has decided so far', () => {
  const now = Date.parse('2026-11-24T10:02:00.000Z')
  expect([
    averageRate(run, now),
    averageRate({ ...run, endedAt: '2026-11-24T10:04:00.000Z' }, now),
    averageRate({ ...run, counts: { ...run.counts, sent: 0, rejected: 0, invalid: 0 } }, now),
  ]).toEqual(['540 a minute', '270 a minute', '–'])
})

it('tells which records a run came to', () => {
  expect([
    runRange(run),
    runRange({ ...run, fromSeq: 5, toSeq: null }),
    runRange({ ...run, kind: 'replay', fromSeq: 3, toSeq: 396 }),
  ]).toEqual(['#1 to #12,480', 'from #5', '1,080 of #3 to #396'])
})
