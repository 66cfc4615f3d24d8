import {
  type AttributeType,
  changeNexset,
  createEmptyNexset,
  createSampleNexset,
  deleteNexset,
  getNexset,
  listNexsetProblems,
  listNexsets,
  listRecords,
} from '@sluice/schema'
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api-client.ts'
import { listAll } from './list-all.ts'

export const nexsetKeys = {
  all: ['nexsets'] as const,
  list: () => [...nexsetKeys.all, 'list'] as const,
  detail: (id: string) => [...nexsetKeys.all, id] as const,
}

/** All Nexsets. */
export const nexsetsQuery = () =>
  queryOptions({
    queryKey: nexsetKeys.list(),
    queryFn: ({ signal }) => listAll((cursor) => call(listNexsets, { query: { limit: 200, cursor } }, signal)),
  })

export const nexsetQuery = (id: string) =>
  queryOptions({
    queryKey: nexsetKeys.detail(id),
    queryFn: ({ signal }) => call(getNexset, { params: { id } }, signal),
  })

/** Records of a Nexset after `after`, a hundred a page. */
export const recordsQuery = (id: string, { after, search }: { after: number; search: string }) =>
  infiniteQueryOptions({
    queryKey: [...nexsetKeys.detail(id), 'records', { after, search }],
    queryFn: ({ signal, pageParam }) =>
      call(listRecords, { params: { id }, query: { after: pageParam, limit: 100, search } }, signal),
    initialPageParam: after,
    getNextPageParam: (page) => (page.nextCursor === null ? null : Number(page.nextCursor)),
  })

export const nexsetProblemsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: [...nexsetKeys.detail(id), 'problems'],
    queryFn: ({ signal, pageParam }) =>
      call(listNexsetProblems, { params: { id }, query: { limit: 100, cursor: pageParam } }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })

/** Makes the bundled sample of 100 accounts, or an empty Nexset that the API fills. */
export function useCreateNexset() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (from: 'sample' | { name: string }) =>
      from === 'sample' ? call(createSampleNexset, {}) : call(createEmptyNexset, { body: from }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: nexsetKeys.all }),
  })
}

export function useChangeNexset(id: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: { name?: string; types?: { name: string; type: AttributeType | null }[] }) =>
      call(changeNexset, { params: { id }, body }),
    onSuccess: (nexset) => {
      queryClient.setQueryData(nexsetKeys.detail(id), nexset)
      return queryClient.invalidateQueries({ queryKey: nexsetKeys.list() })
    },
  })
}

export function useDeleteNexset() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(deleteNexset, { params: { id } }),
    onSuccess: (_answer, id) => {
      queryClient.removeQueries({ queryKey: nexsetKeys.detail(id) })
      return queryClient.invalidateQueries({ queryKey: nexsetKeys.list() })
    },
  })
}
