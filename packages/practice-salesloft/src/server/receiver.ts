import type { ServerResponse } from 'node:http'
import type { SetFault } from '../faults/fault.ts'
import type { Faults } from '../faults/faults.ts'
import type { RateLimit } from '../rate-limit.ts'
import type { Settings } from '../settings.ts'
import type { LoggedRequest } from '../store/logged-request.ts'
import { toLine } from '../store/request-log.ts'
import type { State } from '../store/state.ts'
import type { Storage } from '../store/storage.ts'
import { type Admitted, admit } from './admission.ts'
import { type Answer, jsonAnswer } from './answer.ts'
import type { Arrival } from './arrival.ts'
import { deliver } from './deliver.ts'
import type { Outbox } from './outbox.ts'
import { type Context, perform } from './perform.ts'

const keptOfSuccess = 400
const keptOfOthers = 2_000
const nothing: Answer = { status: 0, headers: {}, body: '' }

type Needs = {
  state: State
  storage: Storage
  outbox: Outbox
  faults: Faults
  limit: RateLimit
  settings: Settings
  contextFor: (admitted: Admitted) => Context
  /** Called when a request is answered or its connection gone. */
  onAnswered: (arrival: Arrival) => void
}

type Exchange = { arrival: Arrival; response: ServerResponse; cost: number; fault: SetFault | undefined }

/** Takes one request under `/v2` from its arrival to its answer: admission, fault, effect, log, answer. */
export function receiverOf(needs: Needs): (arrival: Arrival, response: ServerResponse) => void {
  const { state, storage, outbox, faults, limit, settings, contextFor, onAnswered } = needs

  const finish = ({ arrival, response, cost, fault }: Exchange, answer: Answer) => {
    const changes = state.takeChanges()
    storage.addChanges(changes, true)
    storage.addRequest(toLine(entryOf(arrival, storage.nextSeq, answer, cost, changes, fault)))
    const heldMs = settings.latencyMs + (fault?.kind === 'delay' && fault.at !== 'before' ? fault.delayMs : 0)
    const send = () => {
      onAnswered(arrival)
      deliver(response, answer, fault)
    }
    outbox.add(heldMs > 0 ? () => setTimeout(send, heldMs) : send)
  }

  const apply = (exchange: Exchange, admitted: Admitted) => {
    const { arrival, fault } = exchange
    if (fault?.kind === 'drop' && fault.at === 'before') return finish(exchange, nothing)
    const answer = fault?.kind === 'status' && !fault.applies ? nothing : perform(arrival, contextFor(admitted))
    const given = fault?.kind === 'status' ? answerOfFault(fault) : answer
    finish(exchange, { ...given, headers: { ...admitted.headers, ...given.headers } })
  }

  return (arrival, response) => {
    const admitted = admit(arrival, state, limit, settings)
    if ('status' in admitted) return finish({ arrival, response, cost: 0, fault: undefined }, admitted)
    const fault = faults.strike(arrival)
    const exchange = { arrival, response, cost: admitted.cost, fault }
    if (fault?.kind === 'delay' && fault.at === 'before') setTimeout(() => apply(exchange, admitted), fault.delayMs)
    else apply(exchange, admitted)
  }
}

function answerOfFault(fault: SetFault & { kind: 'status' }): Answer {
  const body = fault.body ?? { error: `Practice Salesloft was asked to answer ${fault.status}` }
  const answer = typeof body === 'string' ? { ...jsonAnswer(fault.status, ''), body } : jsonAnswer(fault.status, body)
  return { ...answer, headers: { ...answer.headers, ...fault.headers } }
}

function entryOf(
  arrival: Arrival,
  seq: number,
  answer: Answer,
  cost: number,
  changes: LoggedRequest['changes'],
  fault: SetFault | undefined,
): LoggedRequest {
  return {
    seq,
    at: arrival.at,
    method: arrival.method,
    path: arrival.path,
    status: answer.status,
    headers: maskedHeaders(arrival.headers),
    body: arrival.body,
    ...(arrival.bodyBase64 !== undefined && { bodyBase64: arrival.bodyBase64 }),
    cost,
    changes,
    applied: changes.length > 0,
    responseBody: answer.body.slice(0, answer.status < 300 ? keptOfSuccess : keptOfOthers),
    fault: fault ? { id: fault.id, kind: fault.kind } : null,
    arrival: arrival.number,
    alongside: arrival.alongside,
  }
}

function maskedHeaders(headers: Arrival['headers']): Record<string, string> {
  const shown: Record<string, string> = {}
  for (const name in headers) {
    const value = headers[name]
    const text = Array.isArray(value) ? value.join(', ') : (value ?? '')
    shown[name] = name === 'authorization' ? mask(text) : text
  }
  return shown
}

/** `Bearer …1234`: the scheme and the last 4 characters of a long enough rest. */
function mask(value: string): string {
  const [, scheme = '', rest = value] = /^(\S+ )?(.*)$/.exec(value) ?? []
  return `${scheme}…${rest.length >= 20 ? rest.slice(-4) : ''}`
}
