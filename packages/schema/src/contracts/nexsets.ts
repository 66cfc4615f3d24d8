import { z } from 'zod'
import { AttributeType, SourceRecord } from '../records.ts'
import { Cursor, Empty, failures, Id, IdParams, Limit, Name, OnceHeaders, pageOf, Search, Time } from './contract.ts'
import { FileOptions, FileProblem, UploadResult } from './files.ts'

/** An attribute as the records show it. `filledShare` 0 to 1; `distinct` is an estimate; `type` is what is used, `inferredType` what was found. */
export const AttributeProfile = z.object({
  name: z.string(),
  type: AttributeType,
  inferredType: AttributeType,
  filledShare: z.number(),
  distinct: z.int(),
  examples: z.array(z.string()),
})
export type AttributeProfile = z.infer<typeof AttributeProfile>

/** Where records of a Nexset came from. */
export const NexsetSource = z.object({
  id: Id,
  kind: z.enum(['file', 'webhook', 'api', 'sample', 'responses']),
  name: z.string(),
  /** What a file was read with. */
  options: FileOptions.nullable(),
  bytes: z.int(),
  recordCount: z.int(),
  problemCount: z.int(),
  firstSeq: z.int().nullable(),
  lastSeq: z.int().nullable(),
  createdAt: Time,
  lastArrivalAt: Time.nullable(),
})
export type NexsetSource = z.infer<typeof NexsetSource>

export const Nexset = z.object({
  id: Id,
  name: z.string(),
  /** Of its first source; `responses` for one that a response webhook fills. */
  kind: z.enum(['file', 'webhook', 'api', 'sample', 'responses']),
  /** In words: a file's name, "Webhook", "API", … */
  sourceLabel: z.string(),
  recordCount: z.int(),
  bytes: z.int(),
  problemCount: z.int(),
  attributes: z.array(z.object({ name: z.string(), type: AttributeType })),
  destinationCount: z.int(),
  lastArrivalAt: Time.nullable(),
  createdAt: Time,
})
export type Nexset = z.infer<typeof Nexset>

export const NexsetDetail = Nexset.extend({ profiles: z.array(AttributeProfile), sources: z.array(NexsetSource) })
export type NexsetDetail = z.infer<typeof NexsetDetail>

export const Appended = z.object({ firstSeq: z.int(), lastSeq: z.int() })
export type Appended = z.infer<typeof Appended>

const path = '/api/v1/nexsets'

export const listNexsets = {
  method: 'GET',
  path,
  schema: {
    summary: 'Nexsets, newest first.',
    querystring: z.strictObject({ limit: Limit, cursor: Cursor.optional(), search: Search.optional() }),
    response: { 200: pageOf(Nexset), ...failures },
  },
} as const

/** Multipart: `name`, `options`, then `file`, streamed. 201 once durable. */
export const createNexsetFromFile = {
  method: 'POST',
  path,
  schema: {
    summary: 'Streams a file into a new Nexset: all of it, or nothing. Multipart: name, options (JSON), then file.',
    headers: OnceHeaders,
    response: { 201: UploadResult, ...failures },
  },
} as const

/** An empty Nexset, fed by API. */
export const createEmptyNexset = {
  method: 'POST',
  path: `${path}/empty`,
  schema: {
    summary: 'Makes an empty Nexset, to be filled over the API.',
    headers: OnceHeaders,
    body: z.strictObject({ name: Name }),
    response: { 201: NexsetDetail, ...failures },
  },
} as const

/** The bundled sample: 100 accounts. */
export const createSampleNexset = {
  method: 'POST',
  path: `${path}/sample`,
  schema: {
    summary: 'Makes a Nexset of the bundled sample: 100 accounts.',
    headers: OnceHeaders,
    response: { 201: NexsetDetail, ...failures },
  },
} as const

export const getNexset = {
  method: 'GET',
  path: `${path}/:id`,
  schema: {
    summary: 'One Nexset, with what its attributes hold and where its records came from.',
    params: IdParams,
    response: { 200: NexsetDetail, ...failures },
  },
} as const

/** `types` overrides attribute types by name; null takes an override back. */
export const changeNexset = {
  method: 'PATCH',
  path: `${path}/:id`,
  schema: {
    summary: 'Renames a Nexset, or sets the types that its attributes are read by; null takes a type back.',
    params: IdParams,
    body: z.strictObject({
      name: Name.optional(),
      types: z
        .array(z.strictObject({ name: z.string().max(200), type: AttributeType.nullable() }))
        .max(2000)
        .optional(),
    }),
    response: { 200: NexsetDetail, ...failures },
  },
} as const

/** 409 `nexset_in_use` while a destination uses it. */
export const deleteNexset = {
  method: 'DELETE',
  path: `${path}/:id`,
  schema: {
    summary: 'Deletes a Nexset with its records. 409 nexset_in_use while a destination uses it.',
    params: IdParams,
    response: { 204: Empty, ...failures },
  },
} as const

/** JSON array or NDJSON of records, by content type; durable when answered. */
export const appendRecords = {
  method: 'POST',
  path: `${path}/:id/records`,
  schema: {
    summary: 'Adds records: a JSON array, or NDJSON by content type. Durable when answered.',
    headers: OnceHeaders,
    params: IdParams,
    response: { 201: Appended, ...failures },
  },
} as const

/** Multipart like an upload, without `name`. A file with the same content as an earlier one: 409 `file_already_uploaded`, unless `again=true`. */
export const appendFile = {
  method: 'POST',
  path: `${path}/:id/files`,
  schema: {
    summary:
      'Streams a file behind a Nexset’s records. 409 file_already_uploaded for content that is there, unless again is true.',
    headers: OnceHeaders,
    params: IdParams,
    querystring: z.strictObject({ again: z.enum(['true', 'false']).optional() }),
    response: { 201: UploadResult, ...failures },
  },
} as const

export const listNexsetProblems = {
  method: 'GET',
  path: `${path}/:id/problems`,
  schema: {
    summary: 'What was wrong with which line of the files.',
    params: IdParams,
    querystring: z.strictObject({ limit: Limit, cursor: Cursor.optional() }),
    response: { 200: pageOf(FileProblem.extend({ sourceName: z.string() })), ...failures },
  },
} as const

const Samples = z.object({ items: z.array(SourceRecord), nextCursor: z.string().nullable() })

export const sampleRecords = {
  method: 'GET',
  path: `${path}/:id/samples`,
  schema: {
    summary: 'Some records: the first, random ones, or those that hold a text.',
    params: IdParams,
    querystring: z.strictObject({
      count: z.coerce.number().int().min(1).max(200).default(10),
      pick: z.enum(['first', 'random']).default('first'),
      search: Search.optional(),
    }),
    response: { 200: Samples, ...failures },
  },
} as const

/**
 * Records after `after`, in order. `nextCursor` is the next call's `after`. A search looks at a bounded part of the
 * Nexset a call: it may find nothing and still have a `nextCursor`.
 */
export const listRecords = {
  method: 'GET',
  path: `${path}/:id/records`,
  schema: {
    summary: 'Records after a seq, in order.',
    params: IdParams,
    querystring: z.strictObject({
      after: z.coerce.number().int().min(0).default(0),
      limit: Limit,
      search: Search.optional(),
    }),
    response: { 200: Samples, ...failures },
  },
} as const
