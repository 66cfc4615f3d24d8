import type { BuiltRequest, Connector } from '@sluice/schema'
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
  send(request: BuiltRequest, credential: OpenCredential, options?: SendOptions): Promise<SendResult>
  /** Refuses new requests, then waits for those in flight, each within its own bounds. */
  close(): Promise<void>
}

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
  const pools = new Map<string, Pool>()
  let isClosed = false

  const poolOf = ({ url, reach }: Target): Pool => {
    const key = `${reach} ${url.origin}`
    const found = pools.get(key)
    if (found) return found
    const pool = new Pool(url.origin, {
      connect: createGuardedConnector({ reach, waits, ...(resolve && { resolve }) }),
      connections: mostConnections,
      pipelining: 1,
      allowH2: false,
      headersTimeout: waits.firstByteMs,
      bodyTimeout: 0, // the whole exchange has its own bound
      keepAliveTimeout: waits.keepAliveMs,
      maxHeaderSize: headerBytes,
    })
    pools.set(key, pool)
    return pool
  }

  const send: Door['send'] = async (request, credential, { signal, sendBy } = {}) => {
    const startedAt = performance.now()
    const refuse = (code: 'url_not_allowed' | 'request_invalid' | 'stopped', problem: string): SendResult => ({
      kind: 'not_sent',
      code,
      problem,
      durationMs: elapsed(startedAt),
    })
    if (isClosed) return refuse('stopped', 'The request was not sent: Sluice is stopping.')
    const target = policy.check(request.url)
    if (target === null) return refuse('url_not_allowed', urlNotAllowed)
    const isOwn = target.url.origin === credential.origin
    const headers = toWireHeaders(request.headers, isOwn ? credential.secret : null)
    if (headers === null)
      return refuse(
        'request_invalid',
        'The request has a header that Sluice sets itself, or one that HTTP can’t carry.',
      )

    const exchange = new Exchange({ waits, sendBy, signal })
    if (!exchange.isDone) {
      const { pathname, search } = target.url
      poolOf(target).dispatch(
        { method: request.method, path: pathname + search, headers, body: request.body, idempotent: false },
        exchange,
      )
    }
    const result = await exchange.result
    const durationMs = elapsed(startedAt)
    if (result.kind !== 'answered') return { ...result, durationMs }
    const answer = redactAnswer(result.answer, secrets)
    const budget = isOwn ? connectors.get(credential.connector)?.budget : undefined
    return {
      kind: 'answered',
      answer,
      durationMs,
      points: budget ? readCount(answer.headers, budget.costHeader) : null,
      remaining: budget ? readCount(answer.headers, budget.remainingHeader) : null,
    }
  }

  return {
    send,
    async close() {
      isClosed = true
      await Promise.all([...pools.values()].map((pool) => pool.close()))
    },
  }
}

const elapsed = (startedAt: number): number => Math.round(performance.now() - startedAt)

function redactAnswer<A extends { headers: [string, string][]; body: string }>(
  answer: A,
  { redact }: Pick<SecretRegistry, 'redact'>,
): A {
  return {
    ...answer,
    headers: answer.headers.map(([name, value]): [string, string] => [name, redact(value)]),
    body: redact(answer.body),
  }
}

function readCount(headers: readonly (readonly [string, string])[], name: string): number | null {
  const text = headers.find(([found]) => found === name)?.[1]
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null
}
