import {
  type Destination,
  getRecordOutcome,
  listErrorGroups,
  listOutcomes,
  listRuns,
  listVersions,
  type Outcome,
  preview,
} from '@sluice/schema'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../../../lib/api-client.ts'
import { destinationKeys } from '../../../lib/data/destinations.ts'

/** While a destination sends, what it has filed is read again this often. */
const refreshMs = 2500

const refresh = (isSending: boolean) => (isSending ? refreshMs : false)

export type OutcomeFilter = { outcome?: Outcome | undefined; search?: string | undefined }

/** Records with their outcomes, a hundred a page, in order of seq. */
export const outcomesQuery = (id: string, { outcome, search }: OutcomeFilter, isSending: boolean) =>
  infiniteQueryOptions({
    queryKey: [...destinationKeys.detail(id), 'records', { outcome, search }],
    queryFn: ({ signal, pageParam }) =>
      call(
        listOutcomes,
        { params: { id }, query: { outcome, search: search || undefined, limit: 100, cursor: pageParam } },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: refresh(isSending),
  })

/** One record with every request that carried it. */
export const recordOutcomeQuery = (id: string, seq: number, isSending: boolean) =>
  queryOptions({
    queryKey: [...destinationKeys.detail(id), 'record', seq],
    queryFn: ({ signal }) => call(getRecordOutcome, { params: { id, seq } }, signal),
    refetchInterval: refresh(isSending),
  })

/** What was not sent, by cause. */
export const errorGroupsQuery = (id: string, isSending: boolean) =>
  queryOptions({
    queryKey: [...destinationKeys.detail(id), 'error-groups'],
    queryFn: async ({ signal }) => (await call(listErrorGroups, { params: { id } }, signal)).items,
    refetchInterval: refresh(isSending),
  })

/** Runs, newest first. */
export const runsQuery = (id: string, isSending: boolean) =>
  infiniteQueryOptions({
    queryKey: [...destinationKeys.detail(id), 'runs'],
    queryFn: ({ signal, pageParam }) =>
      call(listRuns, { params: { id }, query: { limit: 50, cursor: pageParam } }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: refresh(isSending),
  })

const quickMs = 1_000

/** The newest runs, for the replay among them: read again each second while one goes on. */
export const replayRunsQuery = (id: string) =>
  queryOptions({
    queryKey: [...destinationKeys.detail(id), 'replay-runs'],
    queryFn: async ({ signal }) => (await call(listRuns, { params: { id }, query: { limit: 50 } }, signal)).items,
    refetchInterval: ({ state }) =>
      state.data?.some(({ kind, state: runState }) => kind === 'replay' && runState === 'running') ? quickMs : false,
  })

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: [...destinationKeys.detail(id), 'versions'],
    queryFn: async ({ signal }) => (await call(listVersions, { params: { id } }, signal)).items,
  })

/** The requests that the first records make, as they would go out. */
export const previewQuery = ({ id, version, connector, credentialId, nexsetId, request }: Destination) =>
  queryOptions({
    queryKey: [...destinationKeys.detail(id), 'preview', version],
    queryFn: ({ signal }) => call(preview, { body: { connector, credentialId, nexsetId, request, count: 3 } }, signal),
  })
