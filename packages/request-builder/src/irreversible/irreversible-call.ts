import type { Connector } from '@sluice/schema'
import { fieldValues } from './field-values.ts'
import { matchesPath, pathSegments } from './path-segments.ts'

/** A call as far as it is known: `url` may hold macros, each of which may stand for any one segment. */
export type Call = {
  method: string
  url: string
  headers?: readonly (readonly [name: string, value: string])[]
  body?: string | null
}

/**
 * Why a call can't be undone, in the connector's words, or null where it can. A method DELETE always counts, and so
 * does whatever falls under a path that the connector marks, however it is spelt, and a call that asks to be taken
 * for another method. The body is only looked at for calls that can't be undone when one of its fields says so.
 */
export function irreversibleCall(connector: Connector, call: Call): string | null {
  const { says, byField, mentionsMethod } = rulesFor(connector, call)
  if (says !== null) return says
  if (asksForOtherMethod(call, mentionsMethod))
    return 'Asks to be taken for another method than it is sent with, which may be one that can’t be undone.'
  for (const rule of byField) {
    const { values, isUnread } = fieldValues(call, rule.field)
    if (isUnread || values.some((value) => new RegExp(rule.pattern).test(value))) return rule.says
  }
  return null
}

/** What method and URL alone decide. */
type Rules = {
  readonly says: string | null
  readonly byField: NonNullable<Connector['irreversibleWhen']>
  /** In the URL. */
  readonly mentionsMethod: boolean
}

/** The last ones: every request of a delivery is asked about, and most go to the same URL. */
let last: {
  readonly connector: Connector
  readonly method: string
  readonly url: string
  readonly rules: Rules
} | null = null

function rulesFor(connector: Connector, { method, url }: Call): Rules {
  if (last?.url !== url || last.method !== method || last.connector !== connector)
    last = { connector, method, url, rules: workOutRules(connector, method, url) }
  return last.rules
}

function workOutRules(connector: Connector, method: string, url: string): Rules {
  const segments = pathSegments(url)
  const marked = connector.irreversible.find(
    (rule) => rule.method === method && matchesPath(segments, rule.path, 'under'),
  )
  const deletes = method === 'DELETE' ? 'Deletes what the URL names. That can’t be undone from here.' : null
  const byField = (connector.irreversibleWhen ?? []).filter(
    (rule) => rule.method === method && matchesPath(segments, rule.path, 'whole'),
  )
  return { says: marked?.says ?? deletes, byField, mentionsMethod: /_method/i.test(url) }
}

const overrides = new Set(['x-http-method-override', 'x-http-method', 'x-method-override'])

/** What some servers obey: a header that overrides the method, or a field `_method` in query or form. */
function asksForOtherMethod(call: Call, isInUrl: boolean): boolean {
  if (call.headers?.some(([name]) => overrides.has(name.toLowerCase()))) return true
  const isMentioned = call.method !== 'GET' && (isInUrl || (call.body?.includes('_method') ?? false))
  return isMentioned && fieldValues(call, '_method').values.length > 0
}
