import { limits } from '@sluice/request-builder'
import type { Connector, RequestConfig } from '@sluice/schema'

/** How many records one request of a configuration carries at most. */
export function recordsPerCall(connector: Connector, request: RequestConfig): number {
  if (request.mode === 'advanced') return request.batch?.size ?? 1
  const list = connector.templates.find(({ id }) => id === request.template)?.list
  return list ? (request.batch?.size ?? Math.min(limits.batchSizeDefault, list.most)) : 1
}
