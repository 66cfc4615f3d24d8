import { z } from 'zod'

/** An answer as it came; `body` is cut at 1 MiB and marked so. `retryAfterSeconds` where it asked for a wait. */
export const Answer = z.object({
  status: z.int(),
  statusText: z.string(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.string(),
  isCut: z.boolean(),
})
export type Answer = z.infer<typeof Answer>

/** Errors that the answer ties to a field of the record. */
export const FieldError = z.object({ field: z.string(), message: z.string() })
export type FieldError = z.infer<typeof FieldError>
