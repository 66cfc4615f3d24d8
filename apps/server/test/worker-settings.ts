import { CredentialLimits } from '@sluice/schema'
import { z } from 'zod'

export const WorkerSettings = z.object({
  connection: z.object({ host: z.string(), user: z.string(), password: z.string(), database: z.string() }),
  practice: z.object({ url: z.string(), apiKey: z.string() }),
  limits: CredentialLimits.partial(),
  /** Those that differ from the usual ones of tests. */
  waits: z.record(z.string(), z.number()).default({}),
})
export type WorkerSettings = z.infer<typeof WorkerSettings>
