import { z } from 'zod'
import { BuiltRequest } from '../build-step.ts'
import { Problem } from '../problem.ts'
import { RecordData } from '../records.ts'
import { Answer, FieldError } from './answer.ts'
import { Cursor, failures, Id, IdParams, Limit, pageOf, Search, Time } from './contract.ts'
import { Outcome } from './destinations.ts'

const path = '/api/v1/destinations'

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

/** `quarantined`: all that wasn't sent and is neither skipped nor pending. */
export const OutcomeFilter = z.enum([...Outcome.options, 'quarantined'])
export type OutcomeFilter = z.infer<typeof OutcomeFilter>

/** Only quarantined records of the error group with this fingerprint. */
const Group = z.string().min(1).max(64)

/** By outcome, in order of seq. `search`: a seq, a Salesloft id, a key value or any text in the record. */
export const listOutcomes = {
  method: 'GET',
  path: `${path}/:id/records`,
  schema: {
    summary:
      'Records with what became of them, in order of seq. A search gives the records that the text names first (seq, Salesloft id, key), then those that hold it; a page may be empty though it isn’t the last.',
    params: IdParams,
    querystring: z.strictObject({
      outcome: OutcomeFilter.optional(),
      group: Group.optional(),
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
    querystring: z.strictObject({
      outcome: OutcomeFilter.optional(),
      group: Group.optional(),
      format: z.enum(['csv', 'ndjson']).default('csv'),
    }),
    response: { 200: z.unknown().describe('text/csv or application/x-ndjson'), ...failures },
  },
} as const
