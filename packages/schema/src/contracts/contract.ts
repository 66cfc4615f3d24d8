import { z } from 'zod'
import { ProblemDetails } from '../problem.ts'

/** An endpoint, as both sides read it: the server serves it with this schema, the web app calls it by it. */
export type Contract = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  schema: {
    /** What it does, for the API's documentation. */
    summary: string
    headers?: z.ZodType
    params?: z.ZodType
    querystring?: z.ZodType
    body?: z.ZodType
    response: Record<number, z.ZodType>
  }
}

export const Id = z.uuid()
export const IdParams = z.strictObject({ id: Id })
/** ISO 8601 UTC. */
export const Time = z.string()
/** Answer without a body. */
export const Empty = z.undefined().describe('No content')

const maxName = 120
const hasControls = /[\p{Cc}]/u

/** A name that people give to a thing: 1 to 120 characters, trimmed, without control characters. */
export const Name = z
  .string()
  .trim()
  .min(1, { error: 'A name is needed.' })
  .max(maxName, { error: `A name has at most ${maxName} characters.` })
  .refine((text) => !hasControls.test(text), { error: 'A name can’t hold control characters.' })
  .meta({ id: 'Name', code: 'name_invalid' })

export const Search = z.string().max(200)
export const Limit = z.coerce.number().int().min(1).max(200).default(100)
export const Cursor = z.string().max(200)

/** A write that carries an Idempotency-Key is done once: said again within 48 hours, it gives the first answer again. */
export const OnceHeaders = z.looseObject({
  'idempotency-key': z
    .string()
    .optional()
    .describe(
      '1 to 255 visible ASCII characters. The write is done once: said again within 48 hours, it gives the first answer again.',
    ),
})

/** A page of a list; `nextCursor` is null at the end. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

/** The answers that any endpoint may give when it fails. */
export const failures = {
  400: ProblemDetails,
  403: ProblemDetails,
  404: ProblemDetails,
  409: ProblemDetails,
  413: ProblemDetails,
  415: ProblemDetails,
  422: ProblemDetails,
  429: ProblemDetails,
  500: ProblemDetails,
  503: ProblemDetails,
} as const
