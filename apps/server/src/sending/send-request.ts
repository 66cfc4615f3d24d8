import type { Answer, BuiltRequest, Connector } from '@sluice/schema'
import { Pool } from 'undici'
import { waits as defaultWaits, type Waits } from '../waits.ts'
import { Exchange } from './exchange.ts'
import { createGuardedConnector, type Resolve } from './guarded-connector.ts'
import type { OpenCredential } from './open-credential.ts'
import { type OriginPolicy, type Target, urlNotAllowed } from './origin-policy.ts'
import type { SecretRegistry } from './secrets/secret-registry.ts'
import type { SendResult } from './send-result.ts'
import { toWireHeaders } from './wire-headers.ts'

/**
 * The one door to the network. `send` makes exactly one attempt and never throws: no retry, no redirect, no proxy. The
 * secret is added here, and only to a request to the credential's own origin. The rate budget is the caller's to ask
 * first.
 */
export type Door = {
  send(request: SendableRequest, credential: OpenCredential, options?: SendOptions): Promise<SendResult>
  /** Refuses new requests, then waits for those in flight, each within its own bounds. */
  close(): Promise<void>
}

/** A built request; its body may be bytes already. They must stay as they are, even after the answer. */
export type SendableRequest = Omit<BuiltRequest, 'body'> & { readonly body: BuiltRequest['body'] | Buffer }

export type SendOptions = {
  /** Before the first byte: `not_sent`; after it: `in_doubt`. */
  readonly signal?: AbortSignal | undefined
  /** On the monotonic clock (`performance.now()`): when the first byte isn't written by then, nothing is sent. */
  readonly sendBy?: number | undefined
}

type Parts = {
  readonly policy: OriginPolicy
  /** By id: whose headers tell cost and points left. */
  readonly connectors: ReadonlyMap<string, Pick<Connector, 'budget'>>
  /** What no answer may show, should the target echo it. */
  readonly secrets: Pick<SecretRegistry, 'redact'>
  readonly waits?: Waits
  readonly resolve?: Resolve
}

const headerBytes = 65_536
const mostConnections = 256

/** Opens the door; one for a process. */
export function createDoor({ policy, connectors, secrets, waits = defaultWaits, resolve }: Parts): Door {
  const pools = { global: new Map<string, Pool>(), operator: new Map<string, Pool>() }
  let isClosed = false

  const poolOf = ({ origin, reach }: Target): Pool => {
    const found = pools[reach].get(origin)
    if (found) return found
    const pool = new Pool(origin, {
      connect: createGuardedConnector({ reach, waits, ...(resolve && { resolve }) }),
      connections: mostConnections,
      pipelining: 1,
      allowH2: false,
      headersTimeout: waits.firstByteMs,
      bodyTimeout: 0, // the whole exchange has its own bound
      keepAliveTimeout: waits.keepAliveMs,
      maxHeaderSize: headerBytes,
    })
    pools[reach].set(origin, pool)
    return pool
  }

  const send: Door['send'] = async (request, credential, { signal, sendBy } = {}) => {
    const startedAt = performance.now()
    if (isClosed) return notSent('stopped', 'The request was not sent: Sluice is stopping.')
    const target = policy.check(request.url)
    if (target === null) return notSent('url_not_allowed', urlNotAllowed)
    const isOwn = target.origin === credential.origin
    const headers = toWireHeaders(request.headers, isOwn ? credential.secret : null)
    if (headers === null) return notSent('request_invalid', headerRefused)
    const { method, body } = request

    const exchange = new Exchange({ waits, sendBy, signal })
    if (!exchange.isDone)
      poolOf(target).dispatch({ method, path: target.path, headers, body, idempotent: false }, exchange)
    const result = await exchange.result
    const durationMs = Math.round(performance.now() - startedAt)
    if (result.kind !== 'answered') return { ...result, durationMs }
    const answer = redactAnswer(result.answer, secrets)
    const budget = isOwn ? connectors.get(credential.connector)?.budget : undefined
    const points = budget ? readCount(answer.headers, budget.costHeader) : null
    const remaining = budget ? readCount(answer.headers, budget.remainingHeader) : null
    return { kind: 'answered', answer, durationMs, points, remaining }
  }

  return {
    send,
    async close() {
      isClosed = true
      await Promise.all([...pools.global.values(), ...pools.operator.values()].map((pool) => pool.close()))
    },
  }
}

/** Refused before anything was begun. */
const notSent = (code: 'url_not_allowed' | 'request_invalid' | 'stopped', problem: string): SendResult => ({
  kind: 'not_sent',
  code,
  problem,
  durationMs: 0,
})

const headerRefused = 'The request has a header that Sluice sets itself, or one that HTTP can’t carry.'

/** The answer itself where there is nothing to hide, as nearly always. */
function redactAnswer(answer: Answer, { redact }: Pick<SecretRegistry, 'redact'>): Answer {
  const isClean = ([, value]: readonly [string, string]) => redact(value) === value
  const headers = answer.headers.every(isClean)
    ? answer.headers
    : answer.headers.map(([name, value]): [string, string] => [name, redact(value)])
  const body = redact(answer.body)
  return headers === answer.headers && body === answer.body ? answer : { ...answer, headers, body }
}

function readCount(headers: readonly (readonly [string, string])[], name: string): number | null {
  const text = headers.find((header) => header[0] === name)?.[1]
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null
}
