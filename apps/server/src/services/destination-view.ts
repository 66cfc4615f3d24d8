import { irreversibleRequest } from '@sluice/request-builder'
import type { Connector, Destination, OutcomeCounts, RequestConfig } from '@sluice/schema'
import type { StoredDestination } from '../store/destinations.ts'

/** A destination as the API shows it. */
export function viewDestination(stored: StoredDestination, connector: Connector): Destination {
  return {
    id: stored.id,
    name: stored.name,
    connector: stored.connector,
    credentialId: stored.credential_id,
    credentialName: stored.credentialName,
    nexsetId: stored.nexset_id,
    nexsetName: stored.nexsetName,
    version: stored.version,
    request: stored.request,
    requestLabel: labelOf(connector, stored.request),
    isIrreversible: irreversibleRequest(connector, stored.request) !== null,
    responseWebhook: stored.response_webhook,
    responseNexset:
      stored.response_nexset_id && stored.responseNexsetName !== null
        ? { id: stored.response_nexset_id, name: stored.responseNexsetName }
        : null,
    settings: stored.settings,
    state: stored.state,
    hold: stored.hold,
    cursor: stored.cursor,
    counts: countsOf(stored),
    recordCount: stored.recordCount,
    createdAt: stored.created_at.toISOString(),
    updatedAt: stored.updated_at.toISOString(),
    lastSentAt: stored.last_sent_at?.toISOString() ?? null,
  }
}

/** Outcomes of the records up to the cursor; those above it are pending. */
export function countsOf(stored: StoredDestination): OutcomeCounts {
  const { sent, rejected, invalid, skipped, unknown } = stored
  return { sent, rejected, invalid, skipped, unknown, pending: Math.max(0, stored.recordCount - stored.cursor) }
}

/** The template's title, or method and path of what was configured by hand. */
function labelOf(connector: Connector, request: RequestConfig): string {
  if (request.mode === 'template')
    return connector.templates.find(({ id }) => id === request.template)?.title ?? request.template
  return `${request.method} ${request.url.replace(/^[a-z]+:\/\/[^/]*/i, '')}`
}
