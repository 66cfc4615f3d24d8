import {
  type Confirmation,
  createDismissal,
  createReplay,
  listDismissals,
  previewReplay,
  type QuarantineSelection,
  type RecordEdit,
  undoDismissal,
} from '@sluice/schema'
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../lib/api-client.ts'
import { destinationKeys } from '../../../lib/data/destinations.ts'

export type ReplayChoice = { select: QuarantineSelection; includeUnknown: boolean; edits: RecordEdit[] }

/** What a replay would send now. */
export const replayPreviewQuery = (id: string, choice: ReplayChoice) =>
  queryOptions({
    queryKey: [...destinationKeys.detail(id), 'replay-preview', JSON.stringify(choice)],
    queryFn: ({ signal }) => call(previewReplay, { params: { id }, body: choice }, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  })

export const dismissalsQuery = (id: string) =>
  queryOptions({
    queryKey: [...destinationKeys.detail(id), 'dismissals'],
    queryFn: async ({ signal }) => (await call(listDismissals, { params: { id } }, signal)).items,
  })

export function useReplay(id: string) {
  const onSuccess = useReload(id)
  return useMutation({
    mutationFn: (body: ReplayChoice & { confirm?: Confirmation | undefined }) =>
      call(createReplay, { params: { id }, body }),
    onSuccess,
  })
}

export function useDismiss(id: string) {
  const onSuccess = useReload(id)
  return useMutation({
    mutationFn: (select: QuarantineSelection) => call(createDismissal, { params: { id }, body: { select } }),
    onSuccess,
  })
}

export function useUndoDismissal(id: string) {
  const onSuccess = useReload(id)
  return useMutation({
    mutationFn: (dismissalId: string) => call(undoDismissal, { params: { id, dismissalId } }),
    onSuccess,
  })
}

/** Reads again what is shown of the destination. Not waited for: the act is done, and its dialog may close. */
function useReload(id: string): () => void {
  const queryClient = useQueryClient()
  return () => void queryClient.invalidateQueries({ queryKey: destinationKeys.detail(id) })
}
