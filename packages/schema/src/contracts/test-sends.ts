import { z } from 'zod'
import { BuildStep, BuiltRequest } from '../build-step.ts'
import { Problem } from '../problem.ts'
import { RequestConfig } from '../request-config.ts'
import { Confirmation } from './activation.ts'
import { Answer, FieldError } from './answer.ts'
import { Cursor, failures, Id, IdParams, Limit, OnceHeaders, pageOf, Time } from './contract.ts'

/** `seqs`, or else the first `count` records (10). At most 200 records. Sends nothing. */
export const preview = {
  method: 'POST',
  path: '/api/v1/previews',
  schema: {
    summary: 'The requests that records make, as they would be sent. Sends nothing.',
    body: z.strictObject({
      connector: z.string().max(100),
      credentialId: Id,
      nexsetId: Id,
      request: RequestConfig,
      count: z.int().min(1).max(200).optional(),
      seqs: z.array(z.int().min(1)).min(1).max(200).optional(),
    }),
    response: { 200: z.object({ steps: z.array(BuildStep), warnings: z.array(Problem) }), ...failures },
  },
} as const

export const TestSend = z.object({
  id: Id,
  at: Time,
  seqs: z.array(z.int()),
  isEdited: z.boolean(),
  request: BuiltRequest,
  /** Null when no answer came; `problem` says why. */
  response: Answer.nullable(),
  durationMs: z.int(),
  points: z.int().nullable(),
  outcome: z.enum(['sent', 'rejected', 'unknown', 'failed']),
  problem: z.string().nullable(),
  fieldErrors: z.array(FieldError),
  salesloftId: z.string().nullable(),
  /** Who it was written as, for people. */
  writtenAs: z.string().nullable(),
  /** How what it made can be removed; null where the API can't, or nothing was made. */
  undo: z.object({ method: z.string(), path: z.string(), done: z.boolean() }).nullable(),
})
export type TestSend = z.infer<typeof TestSend>

/** Sends one request for real: the one that these records make. `confirm`: for what can't be undone. */
export const createTestSend = {
  method: 'POST',
  path: '/api/v1/test-sends',
  schema: {
    summary: 'Sends one request for real: the one that these records make.',
    headers: OnceHeaders,
    body: z.strictObject({
      connector: z.string().max(100),
      credentialId: Id,
      nexsetId: Id,
      request: RequestConfig,
      seqs: z.array(z.int().min(1)).min(1).max(5000),
      body: z.string().optional(),
      /** `name`: the typed id or name of the record; `count` of records. */
      confirm: Confirmation.optional(),
    }),
    response: { 200: TestSend, ...failures },
  },
} as const

export const listTestSends = {
  method: 'GET',
  path: '/api/v1/test-sends',
  schema: {
    summary: 'Test sends, newest first.',
    querystring: z.strictObject({
      nexsetId: Id.optional(),
      credentialId: Id.optional(),
      limit: Limit,
      cursor: Cursor.optional(),
    }),
    response: { 200: pageOf(TestSend), ...failures },
  },
} as const

export const undoTestSend = {
  method: 'POST',
  path: '/api/v1/test-sends/:id/undo',
  schema: {
    summary: 'Removes what a test send made, where the API can.',
    params: IdParams,
    response: { 200: TestSend, ...failures },
  },
} as const
