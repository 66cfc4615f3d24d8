import { getDestinationHistory, type HistorySpan } from '@sluice/schema'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../lib/api-client.ts'
import { destinationKeys } from '../../../lib/data/destinations.ts'

const sendingMs = 5_000
const restingMs = 30_000

/** What a destination has done of late; read again quicker while it sends. */
export const historyQuery = (id: string, span: HistorySpan, isSending: boolean) =>
  queryOptions({
    queryKey: [...destinationKeys.detail(id), 'history', span],
    queryFn: ({ signal }) => call(getDestinationHistory, { params: { id }, query: { span } }, signal),
    refetchInterval: isSending ? sendingMs : restingMs,
  })
