import type { BuiltRequest } from '@sluice/schema'
import { AppError } from '../errors.ts'
import type { OpenCredential } from './open-credential.ts'
import type { RateBudgets } from './rate-budget.ts'
import type { Door } from './send-request.ts'
import type { SendResult } from './send-result.ts'

export type CallTarget = (credential: OpenCredential, request: BuiltRequest) => Promise<SendResult>

type Parts = { readonly door: Door; readonly budgets: RateBudgets; readonly longestWaitMs?: number }

/**
 * Sends one request that a person waits for: before the deliveries, and counted like them. Refuses with
 * `too_many_requests` when the team's points don't allow it within a few seconds.
 */
export function createCallTarget({ door, budgets, longestWaitMs = 15_000 }: Parts): CallTarget {
  return async (credential, request) => {
    const signal = AbortSignal.timeout(longestWaitMs)
    const grant = await budgets
      .acquire(credential.budget, { kind: 'interactive', limits: credential.limits, signal })
      .catch((error) => {
        if (!signal.aborted) throw error
        throw new AppError(
          'too_many_requests',
          'The team’s rate limit has no points left for this call right now. Try again in a minute.',
          [],
          { retryAfterSeconds: 60 },
        )
      })
    let result: SendResult | null = null
    try {
      result = await door.send(request, credential)
      return result
    } finally {
      budgets.settle(grant, result)
    }
  }
}

/** A request that reads, for checks and look-ups. */
export function readRequest(url: string): BuiltRequest {
  return { method: 'GET', url, headers: [['accept', 'application/json']], body: null, seqs: [], keys: [], warnings: [] }
}
