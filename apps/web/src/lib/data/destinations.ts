import {
  type ActivateFrom,
  activateDestination,
  type Confirmation,
  copyDestination,
  type Destination,
  type DestinationStatus,
  deleteDestination,
  getActivationPlan,
  getDestination,
  getDestinationStatus,
  listDestinations,
  pauseDestination,
  releaseDestination,
} from '@sluice/schema'
import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../api-client.ts'
import { listAll } from './list-all.ts'
import { rememberStatus, statusSince, withStatus } from './newest-status.ts'

export const destinationKeys = {
  all: ['destinations'] as const,
  list: () => [...destinationKeys.all, 'list'] as const,
  detail: (id: string) => [...destinationKeys.all, id] as const,
  status: (id: string) => [...destinationKeys.detail(id), 'status'] as const,
}

/** All destinations; events keep their states and counts fresh. */
export const destinationsQuery = () =>
  queryOptions({
    queryKey: destinationKeys.list(),
    queryFn: async ({ signal, client }) => {
      const askedAt = Date.now()
      const list = await listAll((cursor) => call(listDestinations, { query: { limit: 200, cursor } }, signal))
      return list.map((destination) => withStatus(destination, statusSince(client, destination.id, askedAt)))
    },
  })

export const destinationQuery = (id: string) =>
  queryOptions({
    queryKey: destinationKeys.detail(id),
    queryFn: async ({ signal, client }) => {
      const askedAt = Date.now()
      const destination = await call(getDestination, { params: { id } }, signal)
      return withStatus(destination, statusSince(client, id, askedAt))
    },
  })

/** Progress, budget and estimate; events keep it fresh. */
export const destinationStatusQuery = (id: string) =>
  queryOptions({
    queryKey: destinationKeys.status(id),
    queryFn: async ({ signal, client }) => {
      const askedAt = Date.now()
      const status = await call(getDestinationStatus, { params: { id } }, signal)
      return statusSince(client, id, askedAt) ?? status
    },
  })

/** What activating would do now. */
export const activationPlanQuery = (id: string) =>
  queryOptions({
    queryKey: [...destinationKeys.detail(id), 'activation'],
    queryFn: ({ signal }) => call(getActivationPlan, { params: { id } }, signal),
    staleTime: 0,
    gcTime: 0,
  })

/** Puts a status that arrived into every place that shows it. */
export function applyStatus(queryClient: QueryClient, status: DestinationStatus): void {
  const { id, state } = status
  rememberStatus(queryClient, status)
  const isNewState = queryClient.getQueryData<DestinationStatus>(destinationKeys.status(id))?.state !== state
  queryClient.setQueryData(destinationKeys.status(id), status)
  queryClient.setQueryData<Destination[]>(destinationKeys.list(), (list) =>
    list?.map((destination) => (destination.id === id ? withStatus(destination, status) : destination)),
  )
  queryClient.setQueryData<Destination>(destinationKeys.detail(id), (detail) => detail && withStatus(detail, status))
  if (isNewState) void queryClient.invalidateQueries({ queryKey: [...destinationKeys.detail(id), 'runs'] })
}

export type DestinationAction =
  | { kind: 'activate'; id: string; from: ActivateFrom; confirm?: Confirmation }
  | { kind: 'pause'; id: string }
  | { kind: 'release'; id: string; confirm?: Confirmation }

/** Activates, pauses, or ends a hold. */
export function useDestinationAction() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (action: DestinationAction) => act(action),
    onSuccess: (status) => {
      applyStatus(queryClient, status)
      // Not waited for: the act is done, and its dialog may close.
      void queryClient.invalidateQueries({ queryKey: destinationKeys.detail(status.id) })
    },
  })
}

function act(action: DestinationAction): Promise<DestinationStatus> {
  const params = { id: action.id }
  switch (action.kind) {
    case 'activate':
      return call(activateDestination, { params, body: { from: action.from, confirm: action.confirm } })
    case 'pause':
      return call(pauseDestination, { params })
    case 'release':
      return call(releaseDestination, { params, body: { confirm: action.confirm } })
    default:
      return action satisfies never
  }
}

/** Makes an inactive copy, without history. */
export function useCopyDestination() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(copyDestination, { params: { id } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: destinationKeys.list() }),
  })
}

/** Deletes a destination with its history. */
export function useDeleteDestination() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call(deleteDestination, { params: { id } }),
    onSuccess: (_answer, id) => {
      queryClient.removeQueries({ queryKey: destinationKeys.detail(id) })
      return queryClient.invalidateQueries({ queryKey: destinationKeys.list() })
    },
  })
}
