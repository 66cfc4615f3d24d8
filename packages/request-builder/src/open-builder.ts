import type { BuildStep, SourceRecord } from '@sluice/schema'
import { openBatches } from './batches.ts'
import type { RequestPlan } from './plan.ts'
import { prepare } from './prepare.ts'
import { toRequest } from './to-request.ts'

/** A build whose records are handed in as they are read: the steps are those of `build` over the same records. */
export type OpenBuilder = {
  /** Takes the next record; gives the steps that are complete now. */
  add(record: SourceRecord): BuildStep[]
  /** Gives the steps that were still open; a record that comes after them begins new ones. */
  rest(): BuildStep[]
}

/** Opens a build for records that come in pieces, as a delivery reads them. Never throws. */
export function openBuilder(plan: RequestPlan): OpenBuilder {
  const named = new Set<string>()
  const batches = plan.batch === null ? null : openBatches(plan.batch)
  const toStep = (batch: Parameters<typeof toRequest>[1]): BuildStep => ({
    kind: 'request',
    request: toRequest(plan, batch, named),
  })

  return {
    add(record) {
      const prepared = prepare(plan, record, named)
      if (prepared.kind === 'invalid') return [prepared]
      return batches === null ? [toStep([prepared])] : batches.add(prepared).map(toStep)
    },
    rest: () => batches?.rest().map(toStep) ?? [],
  }
}
