import { irreversibleRequest } from '@sluice/request-builder'
import type { Connector, DestinationSettings, Repeat, RequestConfig } from '@sluice/schema'

/**
 * What may be done with a request that got no answer: a template says so itself; by hand, the method or the
 * destination's setting. What can't be undone is never simply sent again, but for a DELETE, which changes nothing twice.
 */
export function repeatOf(connector: Connector, request: RequestConfig, settings: DestinationSettings): Repeat {
  if (request.mode === 'template')
    return connector.templates.find(({ id }) => id === request.template)?.repeat ?? 'never'
  if (request.method !== 'DELETE' && irreversibleRequest(connector, request)) return 'never'
  if (settings.repeat !== null) return settings.repeat === 'again' ? 'safe' : 'never'
  return request.method === 'POST' || request.method === 'PATCH' ? 'never' : 'safe'
}
