import { lookUp } from '@sluice/schema'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../../../lib/api-client.ts'

/** Things of the target to pick from, read with a credential; each search costs a point of its team. */
export const lookupQuery = (credentialId: string, kind: string, search: string) =>
  queryOptions({
    queryKey: ['lookups', credentialId, kind, search],
    queryFn: ({ signal }) => call(lookUp, { params: { id: credentialId, kind }, query: { search } }, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
