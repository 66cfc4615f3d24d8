import { z } from 'zod'
import { Problem } from './problem.ts'

/**
 * A request as it goes out, but for Authorization, which the sender adds. `seqs` are the records that it carries, in
 * body order; `keys`, for each of them, the value of the template's natural key as the API compares it (null without).
 */
export const BuiltRequest = z.object({
  method: z.string(),
  url: z.string(),
  headers: z.array(z.tuple([z.string(), z.string()])).readonly(),
  body: z.string().nullable(),
  seqs: z.array(z.int()),
  keys: z.array(z.string().nullable()),
  warnings: z.array(Problem).readonly(),
})
export type BuiltRequest = z.infer<typeof BuiltRequest>

/** What the request builder makes of records: a request that carries some of them, or one record that won't be sent. */
export const BuildStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('request'), request: BuiltRequest }),
  z.object({ kind: z.literal('invalid'), seq: z.int(), problems: z.array(Problem) }),
])
export type BuildStep = z.infer<typeof BuildStep>
