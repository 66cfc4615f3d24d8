import type { Run } from '@sluice/schema'
import { expect, it } from 'vitest'
import { leftOutWords, replayWords } from './describe-replay.ts'

it('says why chosen records are left out, and nothing when none is', () => {
  expect(leftOutWords({ sent: 2, unknown: 1, replaying: 0, others: 1_200 })).toBe(
    'Left out: 2 sent already, 1 that may have been applied, 1,200 dismissed, skipped or not come to yet.',
  )
  expect(leftOutWords({ sent: 0, replaying: 3, others: 0, ahead: 4 })).toBe(
    'Left out: 3 in a replay that isn’t done, 4 that delivery hasn’t come past yet.',
  )
  expect(leftOutWords({ sent: 0, unknown: 0, replaying: 0, others: 0 })).toBeNull()
})

it('says how far a replay is', () => {
  const run: Run = {
    id: '0190a0c0-0000-7000-8000-000000000001',
    destinationId: '0190a0c0-0000-7000-8000-000000000002',
    destinationName: 'Accounts',
    number: 4,
    kind: 'replay',
    state: 'running',
    fromSeq: 3,
    toSeq: 396,
    counts: { sent: 23, rejected: 1, invalid: 0, skipped: 0, unknown: 0, pending: 16 },
    requests: 24,
    points: 24,
    startedAt: '2026-03-07T04:05:06Z',
    endedAt: null,
  }
  expect(replayWords(run)).toEqual({
    title: 'A replay is sending.',
    text: '23 of 40 records sent, 1 back in quarantine.',
  })
})
