import { z } from 'zod'
import type { Connector } from '../connector.ts'
import { failures } from './contract.ts'

/** A connector in the list to choose from. */
export const ConnectorTile = z.object({
  id: z.string(),
  name: z.string(),
  mark: z.string(),
  summary: z.string(),
  templates: z.int(),
})
export type ConnectorTile = z.infer<typeof ConnectorTile>

const ConnectorDefinition = z
  .custom<Connector>((value) => typeof value === 'object' && value !== null)
  .meta({ description: 'The whole declarative definition' })

export const listConnectors = {
  method: 'GET',
  path: '/api/v1/connectors',
  schema: {
    summary: 'The connectors that Sluice knows, as tiles.',
    response: { 200: z.object({ items: z.array(ConnectorTile) }), ...failures },
  },
} as const

export const getConnector = {
  method: 'GET',
  path: '/api/v1/connectors/:id',
  schema: {
    summary: 'The whole declarative definition of a connector.',
    params: z.strictObject({ id: z.string().max(100) }),
    response: { 200: ConnectorDefinition, ...failures },
  },
} as const
