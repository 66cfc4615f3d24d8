import type { Connector } from '@sluice/schema'
import { salesloft } from './salesloft/connector.ts'

export { salesloft }

/** Every connector that Sluice offers, in the order of the tiles. */
export const connectors: readonly Connector[] = [salesloft]
