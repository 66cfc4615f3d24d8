import { getConnector, listConnectors } from '@sluice/schema'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../api-client.ts'

/** Connectors to choose from. They change with the version of Sluice only. */
export const connectorsQuery = () =>
  queryOptions({
    queryKey: ['connectors'],
    queryFn: async ({ signal }) => (await call(listConnectors, {}, signal)).items,
    staleTime: Number.POSITIVE_INFINITY,
  })

/** A connector's whole definition. */
export const connectorQuery = (id: string) =>
  queryOptions({
    queryKey: ['connectors', id],
    queryFn: ({ signal }) => call(getConnector, { params: { id } }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
