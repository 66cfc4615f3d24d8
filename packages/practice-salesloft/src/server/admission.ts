import type { RateLimit } from '../rate-limit.ts'
import { costOf } from '../rate-limit.ts'
import type { Settings } from '../settings.ts'
import type { State } from '../store/state.ts'
import type { Row } from '../store/table.ts'
import { type Answer, jsonAnswer } from './answer.ts'
import type { Arrival } from './arrival.ts'

export type Admitted = { user: Row; scopes: string[]; cost: number; headers: Record<string, string> }

const noToken = 'No Bearer Token attached to request, please see documentation at developers.salesloft.com'

/** Who sends it, and whether the minute has points left: the answer that turns it away, or the leave to go on. */
export function admit(arrival: Arrival, state: State, limit: RateLimit, settings: Settings): Answer | Admitted {
  const token = /^Bearer\s+(\S+)$/i.exec(arrival.headers.authorization ?? '')?.[1]
  if (token === undefined) return jsonAnswer(401, { error: noToken })
  const [key] = state.table('keys').find('key', token)
  const user = key && state.get('users', Number(key.user_id))
  if (!key || !user) return jsonAnswer(401, { error: 'The Bearer Token is not valid' })
  const scopes = Array.isArray(key.scopes) ? key.scopes.filter((scope) => typeof scope === 'string') : []
  const cost = costOf(arrival.method, pageOf(arrival.path))
  const charge = limit.charge(cost, Date.now())
  const headers: Record<string, string> = { 'x-ratelimit-endpoint-cost': String(cost) }
  if (charge.remaining !== undefined) headers['x-ratelimit-remaining-minute'] = String(charge.remaining)
  if (charge.allowed) return { user, scopes, cost, headers }
  if (settings.retryAfter === 'seconds') headers['retry-after'] = String(Math.ceil(charge.resetMs / 1_000))
  if (settings.retryAfter === 'date') headers['retry-after'] = new Date(Date.now() + charge.resetMs + 999).toUTCString()
  const refused = jsonAnswer(429, { error: 'Rate limit exceeded: the points of this minute are used up' })
  return { ...refused, headers: { ...refused.headers, ...headers } }
}

const pageOf = (path: string): number => Number(/[?&]page=(\d{1,9})(?:&|$)/.exec(path)?.[1] ?? 1)
