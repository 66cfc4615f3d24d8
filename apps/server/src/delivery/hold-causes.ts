import type { Hold } from '@sluice/schema'
import type { Judgement } from '../sending/classify-answer.ts'

/** Why a destination is to be held. `wait`: when it is probed; `null` never, a person ends it. */
export type HoldCause = Pick<Hold, 'kind' | 'cause' | 'remedy' | 'endsBy'> & {
  readonly wait: { readonly kind: 'probe' } | { readonly kind: 'until'; readonly ms: number } | null
}

/** 401, a redirect, or an address that isn't allowed. */
export function stoppedByAnswer(judgement: Pick<Judgement, 'kind' | 'reason'>, connectorName: string): HoldCause {
  const said = judgement.reason ?? ''
  if (judgement.kind === 'credential') {
    return {
      kind: 'credential',
      cause: `${connectorName} didn’t accept the credential (401): ${said}`,
      remedy: 'Open the credential and give it a key that works. Delivery goes on by itself once its check passes.',
      endsBy: 'itself',
      wait: { kind: 'probe' },
    }
  }
  return {
    kind: 'configuration',
    cause: said,
    remedy: 'Edit the destination’s request, then resolve the hold.',
    endsBy: 'person',
    wait: null,
  }
}

export function retryAfterHold(judgement: Judgement, connectorName: string): HoldCause {
  const ms = judgement.retryAfterMs ?? 0
  return {
    kind: 'retry_after',
    cause: `${connectorName} asked to wait ${inWords(ms)} before the next request (${judgement.status}).`,
    remedy: 'Nothing is to be done: delivery goes on by itself after that time. Releasing the hold tries at once.',
    endsBy: 'itself',
    wait: { kind: 'until', ms },
  }
}

export function outageHold(reason: string | null, connectorName: string): HoldCause {
  return {
    kind: 'outage',
    cause: `${connectorName} can’t be reached or fails: ${reason ?? 'no answer came'}`,
    remedy:
      'Sluice probes by itself and goes on when the probe is good. No record is lost and no try is used up meanwhile.',
    endsBy: 'itself',
    wait: { kind: 'probe' },
  }
}

export function configurationHold(count: number, reason: string, connectorName: string): HoldCause {
  return {
    kind: 'configuration',
    cause: `${connectorName} refused ${count} requests in a row and took none between them. The last one: ${reason}`,
    remedy:
      'Check the request configuration and what the credential is allowed to do. Then resolve the hold; what was refused stays under Errors.',
    endsBy: 'person',
    wait: null,
  }
}

export function rejectionsHold(share: number, looked: number, reason: string): HoldCause {
  return {
    kind: 'rejections',
    cause: `${share} % of the last ${looked} records were refused. The most recent reason: ${reason}`,
    remedy: 'Look at the error groups, mend the cause, then resolve the hold; what was refused stays under Errors.',
    endsBy: 'person',
    wait: null,
  }
}

export function approvalHold(approved: number | null, isNow: string): HoldCause {
  return {
    kind: 'approval',
    cause:
      approved === null
        ? `${isNow} can’t be undone, and nobody has confirmed it for these records.`
        : `${isNow} can’t be undone. It was confirmed for ${approved} records, and there are more now or the configuration changed.`,
    remedy: 'Resolve the hold: type the destination’s name and the count of the records that wait.',
    endsBy: 'person',
    wait: null,
  }
}

export function schemaHold(problems: readonly { readonly message: string }[]): HoldCause {
  return {
    kind: 'schema',
    cause: `The request can’t be made as configured: ${problems.map(({ message }) => message).join(' ')}`,
    remedy: 'Edit the destination’s request, then resolve the hold.',
    endsBy: 'person',
    wait: null,
  }
}

export function lostCredentialHold(): HoldCause {
  return {
    kind: 'credential',
    cause: 'The credential of this destination can’t be opened: it was removed, or its secret can’t be unsealed.',
    remedy: 'Edit the destination and pick a credential that works. Delivery goes on once its check passes.',
    endsBy: 'person',
    wait: null,
  }
}

function inWords(ms: number): string {
  const hours = ms / 3_600_000
  return hours >= 2 ? `${Math.round(hours)} hours` : `${Math.max(1, Math.round(ms / 60_000))} minutes`
}
