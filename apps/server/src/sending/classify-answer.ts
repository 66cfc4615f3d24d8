import { isJsonObject, type JsonValue } from '@sluice/json'
import type { Answer, Connector, FieldError, RequestConfig } from '@sluice/schema'
import { readJson, textOf, valueAt } from './json-at.ts'
import { retryAfterMs } from './retry-after.ts'
import type { SendResult } from './send-result.ts'
import { readVendorErrors, type VendorErrors } from './vendor-errors.ts'

/** What has to be known of a request to judge its answer. */
export type AnswerFacts = {
  readonly method: string
  /** Where the answer holds the id, and each record's own result. */
  readonly idAt: string | null
  readonly itemsAt: string | null
  /** Records that the request carries. */
  readonly recordCount: number
  /** The request was sent before, and may have been applied then. */
  readonly isRepeat: boolean
}

/**
 * - `sent`: applied. `note` says what is unusual about it.
 * - `mixed`: a batch whose records have results of their own, in `items`.
 * - `rejected`: refused; nothing was applied.
 * - `credential`: 401; nothing was applied.
 * - `budget`: 429; nothing was applied. `retryAfterMs` as asked for, null without.
 * - `transient`: 408, 425, 503; nothing was applied. `not_sent`: it never left.
 * - `in_doubt`: may have been applied.
 * - `configuration`: a redirect, or an address that isn't allowed; nothing was applied, and nothing will be as it is.
 */
export type AnswerClass =
  | 'sent'
  | 'mixed'
  | 'rejected'
  | 'credential'
  | 'budget'
  | 'transient'
  | 'not_sent'
  | 'in_doubt'
  | 'configuration'

export type ItemResult = {
  readonly kind: 'sent' | 'rejected'
  readonly salesloftId: string | null
  readonly reason: string | null
}

export type Judgement = {
  readonly kind: AnswerClass
  readonly status: number | null
  /** Stable; groups causes: `http_422`, `redirect`, or the code of the `SendResult`. Null when sent. */
  readonly code: string | null
  /** What went wrong, in the vendor's words where there are any. Null when sent. */
  readonly reason: string | null
  readonly fieldErrors: readonly FieldError[]
  readonly salesloftId: string | null
  readonly note: string | null
  readonly retryAfterMs: number | null
  /** Of `mixed`: one for each record, in body order. */
  readonly items: readonly ItemResult[]
}

/** The facts of every request of a configuration; `recordCount` and `isRepeat` are each request's own. */
export function answerFacts(
  connector: Connector,
  request: RequestConfig,
): Omit<AnswerFacts, 'recordCount' | 'isRepeat'> {
  if (request.mode === 'advanced') return { method: request.method, idAt: null, itemsAt: null }
  const template = connector.templates.find(({ id }) => id === request.template)
  return { method: template?.method ?? 'POST', idAt: template?.idAt ?? null, itemsAt: template?.itemsAt ?? null }
}

/** Says what an attempt's result means for its records. `now` is the wall clock, for a `Retry-After` that is a date. */
export function classifyAnswer(facts: AnswerFacts, result: SendResult, now: number): Judgement {
  switch (result.kind) {
    case 'answered':
      return judgeAnswer(facts, result.answer, now)
    case 'not_sent': {
      const isRefused = result.code === 'url_not_allowed' || result.code === 'request_invalid'
      return { ...nothing, kind: isRefused ? 'configuration' : 'not_sent', code: result.code, reason: result.problem }
    }
    case 'in_doubt':
      return { ...nothing, kind: 'in_doubt', code: result.code, reason: result.problem }
    default:
      return result satisfies never
  }
}

const nothing = {
  status: null,
  code: null,
  reason: null,
  fieldErrors: [],
  salesloftId: null,
  note: null,
  retryAfterMs: null,
  items: [],
} as const

function judgeAnswer(facts: AnswerFacts, answer: Answer, now: number): Judgement {
  const { status } = answer
  const json = readJson(answer.body)
  if (status < 300) return judgeSuccess(facts, answer, json)
  const errors = readVendorErrors(json, answer.body)
  const refusal = {
    ...nothing,
    status,
    code: `http_${status}`,
    fieldErrors: errors.fieldErrors,
    reason: words(answer, errors),
  }
  if (status < 400)
    return { ...refusal, kind: 'configuration', code: 'redirect', fieldErrors: [], reason: redirected(answer) }
  if (status === 404 && facts.method === 'DELETE' && facts.isRepeat)
    return { ...nothing, kind: 'sent', status, note: 'already gone' }
  return { ...refusal, kind: classOf(status), retryAfterMs: retryAfterMs(answer.headers, now) }
}

function classOf(status: number): AnswerClass {
  if (status === 401) return 'credential'
  if (status === 429) return 'budget'
  if (status === 408 || status === 425 || status === 503) return 'transient'
  return status >= 500 ? 'in_doubt' : 'rejected'
}

function judgeSuccess(facts: AnswerFacts, answer: Answer, json: JsonValue | undefined): Judgement {
  const { status } = answer
  if (facts.recordCount > 1) {
    const items = facts.itemsAt === null ? undefined : valueAt(json, facts.itemsAt)
    if (Array.isArray(items) && items.length === facts.recordCount && items.some(isError)) {
      return { ...nothing, kind: 'mixed', status, items: items.map(judgeItem) }
    }
    const errors = json !== undefined && isJsonObject(json) ? (json.errors ?? null) : null
    if (hasContent(errors) || (Array.isArray(items) && items.some(isError))) {
      const reason = `The batch was taken with errors that can’t be tied to its records: ${words(answer, readVendorErrors(json, answer.body))}`
      return { ...nothing, kind: 'in_doubt', status, code: 'items_unclear', reason }
    }
  }
  const id = facts.idAt === null ? null : textOf(valueAt(json, facts.idAt))
  // A PUT names its id itself; what a POST has made is only known from the answer.
  if (id === null && facts.idAt !== null && facts.method === 'POST' && answer.isCut) {
    return {
      ...nothing,
      kind: 'in_doubt',
      status,
      code: 'answer_cut',
      reason: 'The answer said success and broke off before the id.',
    }
  }
  return { ...nothing, kind: 'sent', status, salesloftId: id }
}

function judgeItem(item: JsonValue): ItemResult {
  const salesloftId = textOf(valueAt(item, 'id')) ?? textOf(valueAt(item, 'resource.id'))
  if (!isError(item)) return { kind: 'sent', salesloftId, reason: null }
  return { kind: 'rejected', salesloftId: null, reason: readVendorErrors(item, '').text ?? 'Refused without a reason.' }
}

function isError(item: JsonValue): boolean {
  return (
    isJsonObject(item) && (hasContent(item.error ?? null) || hasContent(item.errors ?? null) || item.status === 'error')
  )
}

function hasContent(value: JsonValue): boolean {
  if (value === null || value === false || value === '') return false
  if (Array.isArray(value)) return value.length > 0
  return isJsonObject(value) ? Object.keys(value).length > 0 : true
}

function words({ status, statusText }: Answer, { text }: VendorErrors): string {
  return text ?? `The answer was ${status}${statusText === '' ? '' : ` ${statusText}`}, without a word.`
}

function redirected({ status, headers }: Answer): string {
  const location = headers.find(([name]) => name === 'location')?.[1]
  return `The answer was ${status}, a redirect${location === undefined ? '' : ` to ${location}`}. Redirects are never followed: correct the URL.`
}
