import { z } from 'zod'
import { BuildStep, BuiltRequest } from '../build-step.ts'
import { Problem } from '../problem.ts'
import { RecordData } from '../records.ts'
import { RequestConfig } from '../request-config.ts'
import { Cursor, Empty, failures, Id, IdParams, Limit, OnceHeaders, pageOf, Search, Time } from './contract.ts'
import { Confirmation, Outcome, OutcomeCounts } from './destinations.ts'

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

/** One delivery episode. `toSeq` grows while it runs. */
export const Run = z.object({
  id: Id,
  destinationId: Id,
  destinationName: z.string(),
  number: z.int(),
  kind: z.enum(['delivery', 'replay']),
  state: z.enum(['running', 'caught_up', 'paused', 'held', 'failed']),
  fromSeq: z.int(),
  toSeq: z.int().nullable(),
  counts: OutcomeCounts,
  requests: z.int(),
  points: z.int(),
  startedAt: Time,
  endedAt: Time.nullable(),
})
export type Run = z.infer<typeof Run>

const path = '/api/v1/destinations'

export const listRuns = {
  method: 'GET',
  path: `${path}/:id/runs`,
  schema: {
    summary: 'Runs of a destination, newest first.',
    params: IdParams,
    querystring: z.strictObject({ limit: Limit, cursor: Cursor.optional() }),
    response: { 200: pageOf(Run), ...failures },
  },
} as const
export const getRun = {
  method: 'GET',
  path: `${path}/:id/runs/:runId`,
  schema: { summary: 'One run.', params: z.strictObject({ id: Id, runId: Id }), response: { 200: Run, ...failures } },
} as const
/** Runs of all destinations, newest first. */
export const listAllRuns = {
  method: 'GET',
  path: '/api/v1/runs',
  schema: {
    summary: 'Runs of all destinations, newest first.',
    querystring: z.strictObject({ limit: Limit, cursor: Cursor.optional() }),
    response: { 200: pageOf(Run), ...failures },
  },
} as const

/** A record's fate in a destination. `reason` in words; `code` groups causes. */
export const RecordOutcome = z.object({
  seq: z.int(),
  outcome: Outcome,
  code: z.string().nullable(),
  reason: z.string().nullable(),
  status: z.int().nullable(),
  salesloftId: z.string().nullable(),
  note: z.string().nullable(),
  at: Time.nullable(),
})
export type RecordOutcome = z.infer<typeof RecordOutcome>

/** One HTTP exchange that carried a record. `request` is rebuilt from version, inputs and records; `fingerprintHolds` proves it. */
export const Attempt = z.object({
  at: Time,
  runId: Id,
  version: z.int(),
  isRepeat: z.boolean(),
  request: BuiltRequest.nullable(),
  fingerprintHolds: z.boolean().nullable(),
  response: Answer.nullable(),
  status: z.int().nullable(),
  durationMs: z.int().nullable(),
  /** `sent`, `rejected`, `in_doubt`, `not_sent` … in words a person reads. */
  result: z.string(),
})
export type Attempt = z.infer<typeof Attempt>

export const RecordDetail = RecordOutcome.extend({
  data: RecordData,
  problems: z.array(Problem),
  fieldErrors: z.array(FieldError),
  attempts: z.array(Attempt),
})
export type RecordDetail = z.infer<typeof RecordDetail>

/** By outcome, in order of seq. `search`: a seq, a Salesloft id, a key value or any text in the record. */
export const listOutcomes = {
  method: 'GET',
  path: `${path}/:id/records`,
  schema: {
    summary:
      'Records with what became of them, in order of seq. A search gives the records that the text names first (seq, Salesloft id, key), then those that hold it; a page may be empty though it isn’t the last.',
    params: IdParams,
    querystring: z.strictObject({
      outcome: Outcome.optional(),
      search: Search.optional(),
      limit: Limit,
      cursor: Cursor.optional(),
    }),
    response: { 200: pageOf(RecordOutcome.extend({ data: RecordData })), ...failures },
  },
} as const
export const getRecordOutcome = {
  method: 'GET',
  path: `${path}/:id/records/:seq`,
  schema: {
    summary: 'One record, with every request that carried it, made again from what it was made of.',
    params: z.strictObject({ id: Id, seq: z.coerce.number().int().min(1) }),
    response: { 200: RecordDetail, ...failures },
  },
} as const

/** Records not sent, grouped by what went wrong. */
export const ErrorGroup = z.object({
  fingerprint: z.string(),
  outcome: Outcome,
  code: z.string(),
  cause: z.string(),
  advice: z.string().nullable(),
  count: z.int(),
  sampleSeq: z.int(),
})
export type ErrorGroup = z.infer<typeof ErrorGroup>
export const listErrorGroups = {
  method: 'GET',
  path: `${path}/:id/error-groups`,
  schema: {
    summary: 'Records that weren’t sent, grouped by cause, with advice.',
    params: IdParams,
    response: { 200: z.object({ items: z.array(ErrorGroup) }), ...failures },
  },
} as const

/** CSV or NDJSON of records with their outcomes. */
export const exportOutcomes = {
  method: 'GET',
  path: `${path}/:id/export`,
  schema: {
    summary: 'Records with what became of them, as CSV or NDJSON.',
    params: IdParams,
    querystring: z.strictObject({ outcome: Outcome.optional(), format: z.enum(['csv', 'ndjson']).default('csv') }),
    response: { 200: z.unknown().describe('text/csv or application/x-ndjson'), ...failures },
  },
} as const

/** Which quarantined records: of one error group, by seq, or all of an outcome. */
export const QuarantineSelection = z.union([
  z.strictObject({ fingerprint: z.string().max(200) }),
  z.strictObject({ seqs: z.array(z.int().min(1)).min(1).max(10_000) }),
  z.strictObject({ outcome: z.enum(['rejected', 'invalid', 'unknown']) }),
])
export type QuarantineSelection = z.infer<typeof QuarantineSelection>

/** Sends chosen quarantined records again with the newest configuration; never what was already sent. */
export const createReplay = {
  method: 'POST',
  path: `${path}/:id/replays`,
  schema: {
    summary: 'Sends quarantined records again with the newest configuration; never what was already sent.',
    headers: OnceHeaders,
    params: IdParams,
    body: z.strictObject({ select: QuarantineSelection, confirm: Confirmation.optional() }),
    response: { 201: z.object({ runId: Id, count: z.int() }), ...failures },
  },
} as const
/** Takes chosen records out of quarantine, unsent: they become `skipped`. */
export const createDismissal = {
  method: 'POST',
  path: `${path}/:id/dismissals`,
  schema: {
    summary: 'Takes records out of quarantine, unsent: they become skipped.',
    params: IdParams,
    body: z.strictObject({ select: QuarantineSelection }),
    response: { 200: z.object({ count: z.int() }), 204: Empty, ...failures },
  },
} as const
