import type { Destination, DestinationStatus } from '@sluice/schema'
import type { QueryClient } from '@tanstack/react-query'

const newestKey = (id: string) => ['newest status', id] as const

/** Remembers a status that arrived by itself, so that an answer which was asked for before doesn't undo it. */
export function rememberStatus(queryClient: QueryClient, status: DestinationStatus): void {
  queryClient.setQueryData(newestKey(status.id), status)
}

/** The status that arrived since that moment (milliseconds of `Date.now`), if any did. */
export function statusSince(queryClient: QueryClient, id: string, moment: number): DestinationStatus | undefined {
  const state = queryClient.getQueryState<DestinationStatus>(newestKey(id))
  return state && state.dataUpdatedAt >= moment ? state.data : undefined
}

/** The destination, as far along as the status says. */
export function withStatus(destination: Destination, status: DestinationStatus | undefined): Destination {
  if (!status) return destination
  const { state, hold, cursor, counts, recordCount, lastSentAt } = status
  return { ...destination, state, hold, cursor, counts, recordCount, lastSentAt }
}
