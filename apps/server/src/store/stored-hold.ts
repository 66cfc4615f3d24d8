import { Hold } from '@sluice/schema'
import { z } from 'zod'

/** A hold as stored: the contract's, and how often it was probed in vain. */
export const StoredHold = Hold.extend({ probes: z.int().default(0) })
export type StoredHold = z.infer<typeof StoredHold>

/** A hold to be set; the database's clock gives its times. `probeInMs` null: it isn't probed. */
export type NewHold = Pick<StoredHold, 'kind' | 'cause' | 'remedy' | 'endsBy' | 'probes'> & {
  readonly probeInMs: number | null
}
