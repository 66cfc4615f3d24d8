import type { ActivationPlan } from '@sluice/schema'
import { expect, it } from 'vitest'
import { describePlan } from './describe-plan.ts'

const plan: ActivationPlan = {
  recordCount: 12_480,
  cursor: 480,
  fromStart: 12_480,
  fromCursor: 11_988,
  replaying: 12,
  alreadySent: 471,
  recordsPerCall: 1,
  allowedPerMinute: 540,
  isIrreversible: false,
  losses: [],
  credentialName: 'RevOps',
  user: 'Mara Reinholt',
  team: 'Northbeam',
}

it('says how many records go from each starting point, replays with them, and how long that takes at the allowed rate', () => {
  expect([describePlan(plan, 'start'), describePlan(plan, 'cursor'), describePlan(plan, 'now')]).toEqual([
    { count: 12_480, takes: '12,480 calls, about 23 min at 540 a minute' },
    { count: 12_000, takes: '12,000 calls, about 22 min at 540 a minute' },
    { count: 12, takes: '12 calls, under 1 min at 540 a minute' },
  ])
})

it('counts calls, not records, for batches', () => {
  expect(describePlan({ ...plan, recordsPerCall: 100 }, 'start')).toEqual({
    count: 12_480,
    takes: '125 calls, under 1 min at 540 a minute',
  })
})
