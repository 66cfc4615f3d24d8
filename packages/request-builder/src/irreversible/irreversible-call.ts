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
  const segments = pathSegments(call.url)
  const marked = connector.irreversible.find(
    ({ method, path }) => method === call.method && matchesPath(segments, path, 'under'),
  )
  if (marked) return marked.says
  if (call.method === 'DELETE') return 'Deletes what the URL names. That can’t be undone from here.'
  if (asksForOtherMethod(call))
    return 'Asks to be taken for another method than it is sent with, which may be one that can’t be undone.'
  const byField = (connector.irreversibleWhen ?? []).find(({ method, path, field, pattern }) => {
    if (method !== call.method || !matchesPath(segments, path, 'whole')) return false
    const { values, isUnread } = fieldValues(call, field)
    return isUnread || values.some((value) => new RegExp(pattern).test(value))
  })
  return byField?.says ?? null
}

const overrides = new Set(['x-http-method-override', 'x-http-method', 'x-method-override'])

/** What some servers obey: a header that overrides the method, or a field `_method` in query or form. */
function asksForOtherMethod({ headers = [], ...call }: Call): boolean {
  return (
    headers.some(([name]) => overrides.has(name.toLowerCase())) ||
    (call.method !== 'GET' && mentionsMethod(call) && fieldValues(call, '_method').values.length > 0)
  )
}

/** Cheap, since it is asked of every request. */
const mentionsMethod = ({ url, body }: Call) => /_method/i.test(url) || (body?.includes('_method') ?? false)
