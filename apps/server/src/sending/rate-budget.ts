import { randomUUID } from 'node:crypto'
import type { BudgetStatus, CredentialLimits } from '@sluice/schema'
import type { RateBudgetStore } from '../store/rate-budgets.ts'
import { waits as defaultWaits, type Waits } from '../waits.ts'
import { ByBudget } from './budget/by-budget.ts'
import { allowedPoints } from './budget/lease-points.ts'
import { LocalBudget } from './budget/local-budget.ts'
import type { NoteTeam } from './budget/used-by-others.ts'
import type { SendResult } from './send-result.ts'
import type { NoteResult } from './sending-metrics.ts'

/** One budget per connector and team; `team` tells apart the same team id at different origins. */
export type BudgetKey = { readonly connector: string; readonly team: string }

/** Who asks for points. Interactive calls go first; destinations share what is left, request by request. */
export type PointsWanted = {
  readonly kind: 'interactive' | 'delivery'
  /** Of a delivery, whose look-ups are interactive: the destinations take turns. */
  readonly destinationId?: string
  readonly limits: CredentialLimits
  /** Ends the wait: `acquire` then rejects with the signal's reason. */
  readonly signal?: AbortSignal
}

/** The right to send one request now: one point; what it cost beyond that is learned from the answer. Every grant is settled, exactly once, whatever became of the request. */
export type Grant = {
  readonly key: BudgetKey
  /** Whose request it is for, of a delivery. */
  readonly destinationId?: string | undefined
}

export type RateBudgets = {
  /** Resolves when one request may be sent: points, pacing, a place in flight, no 429 wait. */
  acquire(key: BudgetKey, wanted: PointsWanted): Promise<Grant>
  /** Gives the place in flight back and learns from the answer: cost, points left, 429. Without a result: not used. */
  settle(grant: Grant, result: SendResult | null): void
  /** What the budget allows now, over all processes. `team` is for people. */
  status(key: BudgetKey, limits: CredentialLimits, team: string | null): Promise<BudgetStatus>
  /** Ends its timers; who still waits, waits until its own signal ends that. */
  close(): void
}

type Parts = {
  readonly store: RateBudgetStore
  readonly waits?: Waits
  readonly random?: () => number
  /** Told when the database can't be used; the budget asks again by itself. */
  readonly onError: (error: unknown) => void
  readonly noteResult?: NoteResult
  /** Told what is known of a team's points whenever that was brought up to date. */
  readonly noteTeam?: NoteTeam | undefined
}

/**
 * The rate budgets of all credentials. A limit of 0 points means none known: then only the places in flight and the
 * target's own 429 hold requests back.
 */
export function createRateBudgets({
  store,
  waits = defaultWaits,
  random = Math.random,
  onError,
  noteResult,
  noteTeam,
}: Parts): RateBudgets {
  const process = randomUUID()
  const budgets = new ByBudget((key) => new LocalBudget({ key, process, store, waits, random, onError, noteTeam }))

  return {
    acquire: (key, wanted) => budgets.of(key).acquire(wanted),
    settle(grant, result) {
      budgets.of(grant.key).settle(grant, result)
      noteResult?.(grant, result)
    },
    async status(key, limits, team) {
      const found = await store.find(key)
      return {
        team,
        pointsPerMinute: limits.pointsPerMinute,
        allowed: allowedPoints(limits),
        remaining: found?.remaining ?? null,
        waitsUntil: found?.waitsUntil?.toISOString() ?? null,
      }
    },
    close() {
      for (const budget of budgets.all) budget.close()
    },
  }
}
