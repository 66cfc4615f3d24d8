import { z } from 'zod'

/**
 * Something that is wrong, or odd, told to a person. `code` is stable and part of the interface; `message` names
 * the value and the remedy. `path` leads into the configuration, `at` is the place in the text that `path` names.
 */
export const Problem = z.object({
  code: z.string(),
  message: z.string(),
  path: z.string().optional(),
  at: z.int().optional(),
  attribute: z.string().optional(),
  seq: z.int().optional(),
})
export type Problem = z.infer<typeof Problem>

/** RFC 9457 answer to a request that failed. `code` is stable; `errors` name the places that caused it. */
export const ProblemDetails = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  errors: z
    .array(
      z.object({
        path: z.string().optional(),
        code: z.string(),
        message: z.string(),
        at: z.int().optional(),
        seq: z.int().optional(),
      }),
    )
    .optional(),
  line: z.int().optional(),
  limit: z.number().optional(),
  reference: z.string().optional(),
})
export type ProblemDetails = z.infer<typeof ProblemDetails>
