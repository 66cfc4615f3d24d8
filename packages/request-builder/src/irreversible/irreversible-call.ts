import type { Connector } from '@sluice/schema'
import { matchesPath, pathSegments } from './path-segments.ts'

/** A call as far as it is known: `url` may hold macros, each of which may stand for any one segment. */
export type Call = { method: string; url: string; body?: string | null }

/**
 * Why a call can't be undone, in the connector's words, or null where it can. A method DELETE always counts, and so
 * does whatever falls under a path that the connector marks, however it is spelt. The body is only looked at for
 * calls that can't be undone when one of its fields says so.
 */
export function irreversibleCall(connector: Connector, call: Call): string | null {
  const segments = pathSegments(call.url)
  const marked = connector.irreversible.find(
    ({ method, path }) => method === call.method && matchesPath(segments, path, 'under'),
  )
  if (marked) return marked.says
  if (call.method === 'DELETE') return 'Deletes what the URL names. That can’t be undone from here.'
  const byField = (connector.irreversibleWhen ?? []).find(
    ({ method, path, field, pattern }) =>
      method === call.method &&
      matchesPath(segments, path, 'whole') &&
      fieldValues(call.body ?? '', field).some((value) => new RegExp(pattern).test(value)),
  )
  return byField?.says ?? null
}

/** Every value of the field in the body, in lower case: of the object itself, or of the objects that a batch groups. */
function fieldValues(body: string, field: string): string[] {
  const values: string[] = []
  visit(readJson(body))
  return values

  function visit(value: unknown, depth = 0): void {
    if (Array.isArray(value)) for (const item of value) visit(item, depth + 1)
    else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        if (key === field && typeof item !== 'object') values.push(String(item).toLowerCase())
        else if (depth < 2) visit(item, depth + 1)
      }
    }
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return new URLSearchParams(text).size > 0 ? Object.fromEntries(new URLSearchParams(text)) : null
  }
}
