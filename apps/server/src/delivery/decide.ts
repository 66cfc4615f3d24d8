import type { FieldError, Repeat } from '@sluice/schema'
import type { Judgement } from '../sending/classify-answer.ts'
import type { AttemptResult } from '../store/tables/delivery.ts'
import { backoffMs } from './backoff.ts'
import { type HoldCause, retryAfterHold, stoppedByAnswer } from './hold-causes.ts'

/** What is known of a request when its answer is judged. `tries` are the failed ones before this. */
export type DecisionFacts = {
  readonly recordCount: number
  readonly tries: number
  /** How often it was in doubt before this. */
  readonly doubts: number
  /** An earlier request may have been applied, and nothing has told since. */
  readonly isInDoubt: boolean
  readonly repeat: Repeat
  /** Whether each of its records has a value of the natural key. */
  readonly hasKeys: boolean
  readonly connectorName: string
  /** Other requests get through; without that, failing is no reason to give a record up. */
  readonly othersGetThrough: boolean
}

/** What becomes of the records of a request. */
export type Decision =
  | { readonly kind: 'sent' }
  | { readonly kind: 'items' }
  | {
      readonly kind: 'unsent'
      readonly outcome: 'rejected' | 'invalid' | 'unknown'
      readonly code: string
      readonly reason: string
      readonly fieldErrors: readonly FieldError[]
    }
  /** Sent again after a wait. `isRepeat`: it may have been applied. */
  | { readonly kind: 'again'; readonly delayMs: number; readonly tries: number; readonly isRepeat: boolean }
  /** Looked up by its natural key first. */
  | { readonly kind: 'look_up'; readonly by: string }
  /** Its records are sent in two smaller batches. */
  | { readonly kind: 'halve' }
  /** The destination is held; the records stay pending. */
  | { readonly kind: 'hold'; readonly hold: HoldCause }

export type DecisionLimits = {
  readonly backoffFirstMs: number
  readonly backoffMostMs: number
  readonly retryAfterMostMs: number
}

/** Failed tries after which a record is given up. */
const mostTries = 10

/**
 * The table of answers as a function: what one attempt's judgement means for its records. What is surely not applied
 * is tried again; what may have been applied is sent again, looked up or left for a person, as the template says.
 */
export function decide(
  judgement: Judgement,
  facts: DecisionFacts,
  limits: DecisionLimits,
  random: () => number,
): Decision {
  const again = (isRepeat: boolean): Decision => {
    const tries = facts.tries + 1
    if (judgement.retryAfterMs !== null && judgement.retryAfterMs > limits.retryAfterMostMs)
      return { kind: 'hold', hold: retryAfterHold(judgement, facts.connectorName) }
    if (tries >= mostTries && facts.othersGetThrough) return givenUp(judgement, isRepeat || facts.isInDoubt, tries)
    const delayMs =
      judgement.retryAfterMs ??
      backoffMs(tries, { baseMs: limits.backoffFirstMs, mostMs: limits.backoffMostMs }, random)
    return { kind: 'again', delayMs, tries, isRepeat }
  }

  switch (judgement.kind) {
    case 'sent':
      return { kind: 'sent' }
    case 'mixed':
      return { kind: 'items' }
    case 'rejected':
      return rejected(judgement, facts)
    case 'credential':
    case 'configuration':
      return judgement.code === 'request_invalid'
        ? unsent(facts.isInDoubt ? 'unknown' : 'invalid', 'request_invalid', stillInDoubt(judgement, facts))
        : { kind: 'hold', hold: stoppedByAnswer(judgement, facts.connectorName) }
    case 'budget':
      if (judgement.retryAfterMs !== null && judgement.retryAfterMs > limits.retryAfterMostMs)
        return { kind: 'hold', hold: retryAfterHold(judgement, facts.connectorName) }
      return { kind: 'again', delayMs: 0, tries: facts.tries, isRepeat: false }
    case 'not_sent':
      return judgement.code === 'send_by_passed' || judgement.code === 'stopped'
        ? { kind: 'again', delayMs: 0, tries: facts.tries, isRepeat: false }
        : again(false)
    case 'transient':
      return again(false)
    case 'in_doubt':
      return inDoubt(judgement, facts, again)
    default:
      return judgement.kind satisfies never
  }
}

/** How the attempt is written down; null for a plain success, which its outcome alone tells. */
export function attemptResult({ kind }: Judgement): AttemptResult | null {
  return kind === 'sent' ? null : kind
}

function rejected(judgement: Judgement, facts: DecisionFacts): Decision {
  const { recordCount, repeat, isInDoubt } = facts
  const isOfWholeBatch = judgement.status === 400 || judgement.status === 413 || judgement.status === 422
  const refuse = (refusal: Judgement) =>
    unsent(isInDoubt ? 'unknown' : 'rejected', judgement.code ?? 'rejected', stillInDoubt(refusal, facts))
  if (recordCount === 1 || !isOfWholeBatch) return refuse(judgement)
  if (repeat !== 'never') return { kind: 'halve' }
  const reason = `The batch of ${recordCount} records was refused as a whole: ${judgement.reason ?? ''}`
  return refuse({ ...judgement, reason })
}

/** The refusal of a request whose records may have been applied by an earlier one. */
function stillInDoubt(judgement: Judgement, { isInDoubt }: DecisionFacts): Judgement {
  return isInDoubt ? { ...judgement, reason: refusedAfterDoubt(judgement.reason) } : judgement
}

/** What is said of a record that may have been applied, and was refused when it was sent again. */
export function refusedAfterDoubt(reason: string | null): string {
  return `An earlier request may have been applied, since no answer told; sent again, it was refused: ${reason ?? 'without a word.'}`
}

function inDoubt(
  judgement: Judgement,
  { repeat, hasKeys, doubts, recordCount }: DecisionFacts,
  again: (isRepeat: boolean) => Decision,
): Decision {
  if (repeat === 'safe') return again(true)
  if (repeat !== 'never' && hasKeys && recordCount === 1 && doubts < 2) return { kind: 'look_up', by: repeat.lookup }
  return unsent('unknown', judgement.code ?? 'in_doubt', judgement)
}

function givenUp(judgement: Judgement, isRepeat: boolean, tries: number): Decision {
  const reason = `Given up after ${tries} tries. The last one: ${judgement.reason ?? ''}`
  return unsent(isRepeat ? 'unknown' : 'rejected', judgement.code ?? 'given_up', { ...judgement, reason })
}

function unsent(outcome: 'rejected' | 'invalid' | 'unknown', code: string, judgement: Judgement): Decision {
  return {
    kind: 'unsent',
    outcome,
    code,
    reason: judgement.reason ?? 'No reason was given.',
    fieldErrors: judgement.fieldErrors,
  }
}
