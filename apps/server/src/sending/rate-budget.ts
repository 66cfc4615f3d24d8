import type { BudgetStatus, CredentialLimits } from '@sluice/schema'
import type { SendResult } from './send-result.ts'

/** One budget per connector and team; `team` tells apart the same team id at different origins. */
export type BudgetKey = { readonly connector: string; readonly team: string }

/** Who asks for points. Interactive calls go first; destinations share what is left, request by request. */
export type PointsWanted = {
  readonly kind: 'interactive' | 'delivery'
  /** Of a delivery: the destinations take turns. */
  readonly destinationId?: string
  /** What the call is expected to cost: 1 unless known. */
  readonly points?: number
  readonly limits: CredentialLimits
  /** Ends the wait: `acquire` then rejects with the signal's reason. */
  readonly signal?: AbortSignal
}

/** The right to send one request now. Every grant is settled, exactly once, whatever became of the request. */
export type Grant = { readonly key: BudgetKey; readonly points: number }

export type RateBudgets = {
  /** Resolves when one request may be sent: points, pacing, a place in flight, no 429 wait. */
  acquire(key: BudgetKey, wanted: PointsWanted): Promise<Grant>
  /** Gives the place in flight back and learns from the answer: cost, points left, 429. Without a result: not used. */
  settle(grant: Grant, result: SendResult | null): void
  /** What the budget allows now, over all processes. `team` is for people. */
  status(key: BudgetKey, limits: CredentialLimits, team: string | null): Promise<BudgetStatus>
  /** Ends all waits and timers. */
  close(): void
}
