import type { BuildStep, SourceRecord } from '@sluice/schema'
import { openBatches } from './batches.ts'
import type { RequestPlan } from './plan.ts'
import { prepare } from './prepare.ts'
import { toRequest } from './to-request.ts'

/**
 * Turns records into the requests that carry them, lazily and in order. The sample panel takes a few steps, a test
 * send takes one, a delivery takes all: the same function, so that they can't disagree. A record that can't be sent is
 * a step of its own, and the others go on. Alters neither plan nor records, and never throws.
 */
export function* build(plan: RequestPlan, records: Iterable<SourceRecord>): Generator<BuildStep> {
  const named = new Set<string>()
  const batches = plan.batch === null ? null : openBatches(plan.batch)
  for (const record of records) {
    const prepared = prepare(plan, record, named)
    if (prepared.kind === 'invalid') yield prepared
    else if (batches === null) yield { kind: 'request', request: toRequest(plan, [prepared], named) }
    else for (const batch of batches.add(prepared)) yield { kind: 'request', request: toRequest(plan, batch, named) }
  }
  for (const batch of batches?.rest() ?? []) yield { kind: 'request', request: toRequest(plan, batch, named) }
}
