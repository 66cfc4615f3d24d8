import {
  createDestination,
  type Destination,
  type DestinationEditInput,
  editDestination,
  type NewDestinationInput,
} from '@sluice/schema'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../lib/api-client.ts'
import { destinationKeys } from '../../../lib/data/destinations.ts'
import { nexsetKeys } from '../../../lib/data/nexsets.ts'

/** A new destination, or a new version of one that is there. */
export type Save =
  | { kind: 'create'; body: NewDestinationInput }
  | { kind: 'edit'; id: string; body: DestinationEditInput }

/** Saves a destination; nothing is sent by it. */
export function useSaveDestination() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (save: Save): Promise<Destination> =>
      save.kind === 'create'
        ? call(createDestination, { body: save.body })
        : call(editDestination, { params: { id: save.id }, body: save.body }),
    onSuccess: (destination) => {
      queryClient.setQueryData(destinationKeys.detail(destination.id), destination)
      void queryClient.invalidateQueries({ queryKey: nexsetKeys.all })
      return queryClient.invalidateQueries({ queryKey: destinationKeys.all })
    },
  })
}
