import { print } from '@sluice/json'
import type { Connector, RequestConfigInput } from '@sluice/schema'
import { irreversibleCall } from './irreversible-call.ts'

/** What can't be undone about a request configuration: in a sentence, and line by line what is lost. */
export type Irreversible = { says: string; losses: readonly string[] }

/**
 * Whether what a configuration sends can't be undone, as far as the configuration tells. What a record's own values
 * decide (the type of a bulk job) shows in its request only: see {@link irreversibleCall}.
 */
export function irreversibleRequest(connector: Connector, request: RequestConfigInput): Irreversible | null {
  if (request.mode === 'advanced') {
    const headers = (request.headers ?? []).map(({ name, value }) => [name, value] as const)
    const says = irreversibleCall(connector, { method: request.method, url: request.url, headers })
    return says === null ? null : { says, losses: [] }
  }
  const template = connector.templates.find(({ id }) => id === request.template)
  if (!template) return null
  if (template.irreversible) return template.irreversible
  const fixed = (request.fields ?? []).flatMap((row) => (row.from === 'value' ? [[row.field, row.value] as const] : []))
  const body = print(Object.fromEntries(fixed))
  const says = irreversibleCall(connector, { method: template.method, url: template.path, body })
  return says === null ? null : { says, losses: [] }
}
