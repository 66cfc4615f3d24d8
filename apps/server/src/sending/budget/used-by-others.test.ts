import { expect, it } from 'vitest'
import { type BudgetState, newBudget } from './budget-state.ts'
import { usedByOthers } from './used-by-others.ts'

const limits = { pointsPerMinute: 600 }
const times = { budgetWindowMs: 60_000 }
const start = 1_000 * 60_000
const use = (state: Partial<BudgetState>) => usedByOthers({ ...newBudget, ...state }, limits, times)

const fixed = { windowKind: 'fixed', windowStartedAt: start + 40_000 } as const

it('counts what the newest answer tells beyond our own points, in the minute that the target counts', () => {
  const headerAt = start + 70_000
  expect(use({ ...fixed, taken: 100, used: 100, remaining: 450, headerAt })).toEqual({
    points: 50,
    at: start + 70_000,
    toldAt: headerAt,
  })
})

it('never counts our own as others’: what is leased may be counted by the target already', () => {
  const known = { ...fixed, headerAt: start + 70_000, remaining: 480 }
  expect([
    use({ ...known, taken: 120, used: 100 })?.points,
    use({ ...known, taken: 110, used: 100 })?.points,
    use({ ...known, taken: 110, used: 100, unanswered: 10 })?.points,
    use({ ...known, taken: 130, used: 130 })?.points,
  ]).toEqual([0, 10, 0, 0])
})

it('takes all our points of the last minute off where points come back one by one', () => {
  const headerAt = start + 90_000
  const answered = [
    { at: start + 20_000, points: 100 },
    { at: start + 31_000, points: 40 },
    { at: start + 80_000, points: 60 },
  ]
  const state = { windowKind: 'sliding', windowStartedAt: start + 60_000, answered, headerAt, remaining: 470 } as const
  expect(use({ ...state, taken: 65, used: 60 })).toEqual({ points: 25, at: headerAt, toldAt: headerAt })
})

it('tells nothing before an answer has told what is left, or without a limit', () => {
  const told = { ...fixed, remaining: 600, headerAt: start + 70_000 }
  expect([
    use(fixed),
    usedByOthers({ ...newBudget, ...told }, { pointsPerMinute: 0 }, times),
    use(told)?.points,
  ]).toEqual([null, null, 0])
})
