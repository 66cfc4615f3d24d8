import { z } from 'zod'

export const WorkerSettings = z.object({
  connection: z.object({ host: z.string(), user: z.string(), password: z.string(), database: z.string() }),
  practice: z.object({ url: z.string(), apiKey: z.string() }),
  inFlight: z.int(),
})
export type WorkerSettings = z.infer<typeof WorkerSettings>
