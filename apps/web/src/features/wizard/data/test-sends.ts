import { createTestSend, listTestSends, undoTestSend } from '@sluice/schema'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call, type Input } from '../../../lib/api-client.ts'

const keys = { of: (nexsetId: string) => ['test-sends', nexsetId] as const }

export type NewTestSend = Input<typeof createTestSend>['body']

/** The latest test sends of a Nexset's records, newest first. */
export const testSendsQuery = (nexsetId: string) =>
  queryOptions({
    queryKey: keys.of(nexsetId),
    queryFn: async ({ signal }) => (await call(listTestSends, { query: { nexsetId, limit: 20 } }, signal)).items,
  })

/** Sends one request for real. */
export function useTestSend(nexsetId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: NewTestSend) => call(createTestSend, { body }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.of(nexsetId) }),
  })
}

/** Removes again what a test made. */
export function useUndoTestSend(nexsetId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(undoTestSend, { params: { id } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.of(nexsetId) }),
  })
}
