import { listAllRuns, listTestSends } from '@sluice/schema'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { call } from '../api-client.ts'

/** Runs of all destinations, newest first. */
export const allRunsQuery = () =>
  infiniteQueryOptions({
    queryKey: ['activity', 'runs'],
    queryFn: ({ signal, pageParam }) => call(listAllRuns, { query: { limit: 50, cursor: pageParam } }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })

/** Test sends, newest first. */
export const allTestSendsQuery = () =>
  infiniteQueryOptions({
    queryKey: ['activity', 'test-sends'],
    queryFn: ({ signal, pageParam }) => call(listTestSends, { query: { limit: 50, cursor: pageParam } }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
