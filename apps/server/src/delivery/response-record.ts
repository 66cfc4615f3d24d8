import type { JsonObject } from '@sluice/json'
import type { BuiltRequest } from '@sluice/schema'
import type { SendResult } from '../sending/send-result.ts'
import type { SentRecord, UnsentRecord } from '../store/filings.ts'
import type { Fence } from '../store/intents.ts'

type Exchange = {
  readonly id: string
  readonly sentAt: Date
  readonly request: BuiltRequest
  readonly result: SendResult
  readonly outcomes: { readonly sent: readonly SentRecord[]; readonly unsent: readonly UnsentRecord[] }
}

/**
 * What the response webhook takes of one attempt: the request without its secret, the answer as text, and what became
 * of each record (`pending` where it is tried again). `response` is null, and `error` says why, when no answer came.
 */
export function responseRecord({ destinationId, runId }: Fence, exchange: Exchange): JsonObject {
  const { request, result, outcomes } = exchange
  const sent = new Map(outcomes.sent.map((record) => [record.seq, record]))
  const unsent = new Map(outcomes.unsent.map((record) => [record.seq, record]))
  return {
    destination_id: destinationId,
    run_id: runId,
    attempt_id: exchange.id,
    sent_at: exchange.sentAt.toISOString(),
    duration_ms: Math.round(result.durationMs),
    request: { method: request.method, url: request.url, body: request.body },
    response:
      result.kind === 'answered'
        ? {
            status: result.answer.status,
            headers: result.answer.headers.map(([name, value]) => ({ name, value })),
            body: result.answer.body,
          }
        : null,
    ...(result.kind !== 'answered' && { error: result.problem }),
    records: request.seqs.map((seq) => ({
      seq,
      outcome: sent.has(seq) ? 'sent' : (unsent.get(seq)?.outcome ?? 'pending'),
      salesloft_id: sent.get(seq)?.salesloftId ?? null,
    })),
  }
}

/** The record of an attempt without the texts that were sent and came back, since they can't be kept. */
export const plainResponse = (record: JsonObject, error: string): JsonObject => ({
  ...record,
  request: null,
  response: null,
  error,
})
