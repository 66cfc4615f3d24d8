import { createHash } from 'node:crypto'
import type { Problem } from '@sluice/schema'
import type { UnsentRecord } from '../store/filings.ts'
import type { Lane } from './lane.ts'
import type { Result } from './slice.ts'

const nothing = {
  sent: [],
  unsent: [],
  attempt: null,
  isRequest: false,
  points: 0,
  response: null,
  bytes: 0,
  onFiled: () => {},
}

/** A result of a run, of nothing but these parts. */
export const resultOf = (lane: Lane, parts: Partial<Result>): Result => ({ lane, ...nothing, ...parts })

/** A record that makes no request. */
export function invalidResult(lane: Lane, seq: number, problems: readonly Problem[]): Result {
  const [first] = problems
  const code = first?.code ?? 'invalid'
  const reason = problems.map(({ message }) => message).join(' ')
  return resultOf(lane, { unsent: [unsentRecord({ seq, outcome: 'invalid', code, reason, problems })] })
}

/** A record that makes no request any more, and that an earlier request may have applied. */
export function unmendableResult(
  lane: Lane,
  seq: number,
  problems: readonly Problem[],
  attemptId: string | null = null,
): Result {
  const why = problems.map(({ message }) => message).join(' ')
  const reason = `It may have been applied, and no answer told. As configured now it can’t be sent again: ${why}`
  const outcome = { seq, outcome: 'unknown', code: 'no_answer', reason, problems } as const
  return resultOf(lane, { unsent: [unsentRecord({ ...outcome, attemptId })] })
}

type Given = Pick<UnsentRecord, 'seq' | 'outcome' | 'code' | 'reason'> & Partial<UnsentRecord>

/** A record that isn't sent; what isn't given is empty. */
export function unsentRecord(given: Given): UnsentRecord {
  return {
    status: null,
    problems: [],
    fieldErrors: [],
    attemptId: null,
    note: null,
    fingerprint: causeOf(given),
    ...given,
  }
}

/** Equal for records with the same cause: what differs by record (numbers, quoted values, addresses) is taken out. */
function causeOf({ outcome, code, reason, problems, fieldErrors }: Given): string {
  const places = [
    ...(problems ?? []).map(({ code: kind, path, attribute }) => `${kind} ${path ?? attribute ?? ''}`),
    ...(fieldErrors ?? []).map(({ field, message }) => `${field} ${generalised(message)}`),
  ]
  const cause = places.length > 0 ? places.join('\n') : generalised(reason)
  return createHash('sha256').update(`${outcome}\n${code}\n${cause}`).digest('hex').slice(0, 16)
}

function generalised(text: string): string {
  return text
    .replace(/"[^"]*"|“[^”]*”|'[^']*'/g, '“…”')
    .replace(/[^\s@]+@[^\s@]+/g, '…')
    .replace(/\d+/g, '0')
}
