import { z } from 'zod'
import { AttributeType, RecordData, SourceRecord } from '../records.ts'
import { Cursor, Empty, failures, Id, IdParams, Limit, Name, OnceHeaders, pageOf, Search, Time } from './contract.ts'

/** How a file is read; what is absent is guessed. Empty CSV cells are left out of the record unless told otherwise. */
export const FileOptions = z.strictObject({
  format: z.enum(['csv', 'tsv', 'json', 'ndjson']).optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  quote: z.enum(['"', "'", '']).optional(),
  /** Whether the first row names the attributes. */
  header: z.boolean().optional(),
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']).optional(),
  emptyCells: z.enum(['omit', 'null', 'text']).optional(),
})
export type FileOptions = z.infer<typeof FileOptions>

/** Something wrong with one line of a file. `raw` is its text, cut. */
export const FileProblem = z.object({
  line: z.int(),
  code: z.string(),
  message: z.string(),
  raw: z.string().nullable(),
})
export type FileProblem = z.infer<typeof FileProblem>

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

/** A file that came before, with the same content, and the Nexset that holds its records. */
export const SameFile = z.object({ nexsetId: Id, nexsetName: z.string(), fileName: z.string(), at: Time })
export type SameFile = z.infer<typeof SameFile>

/** What a look at a file's first part finds; nothing of it is kept. */
export const FileInspection = z.object({
  /** As used: guessed, or as given. */
  options: FileOptions.required({ format: true, encoding: true }),
  /** Names of the options that were guessed. */
  guessed: z.array(z.string()),
  isGzipped: z.boolean(),
  attributes: z.array(z.object({ name: z.string(), type: AttributeType })),
  rows: z.array(z.object({ line: z.int(), data: RecordData })),
  problems: z.array(FileProblem),
  /** Lines seen in this part, and whether it was the whole file. */
  recordsSeen: z.int(),
  isWhole: z.boolean(),
  /** Files of the same length that began the same, newest first; empty unless `size` was sent. */
  sameAs: z.array(SameFile),
})
export type FileInspection = z.infer<typeof FileInspection>

/** Answer to an upload, once all of it is durable. */
export const UploadResult = z.object({
  id: Id,
  name: z.string(),
  recordCount: z.int(),
  firstSeq: z.int(),
  lastSeq: z.int(),
  attributes: z.array(z.object({ name: z.string(), type: AttributeType })),
  problemCount: z.int(),
  problems: z.array(FileProblem),
  /** Other files with the same content, newest first. */
  sameAs: z.array(SameFile),
})
export type UploadResult = z.infer<typeof UploadResult>

export const Appended = z.object({ firstSeq: z.int(), lastSeq: z.int() })
export type Appended = z.infer<typeof Appended>

const path = '/api/v1/nexsets'

/**
 * Multipart: `options` (JSON of FileOptions) and `size` (bytes of the whole file), both optional, then `file` (its
 * first part, at most 1 MiB, as it is). Without `size`, a part of less than 1 MiB counts as the whole file.
 */
export const inspectFile = {
  method: 'POST',
  path: `${path}/inspections`,
  schema: {
    summary:
      'Looks at the first part of a file and says how it would be read; keeps nothing. Multipart: options (JSON), then file.',
    response: { 200: FileInspection, ...failures },
  },
} as const

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

/** A webhook source; `url` and `key` are told once, when made or rotated. */
export const Webhook = z.object({
  id: Id,
  nexsetId: Id,
  keyHint: z.string(),
  createdAt: Time,
  lastArrivalAt: Time.nullable(),
})
export type Webhook = z.infer<typeof Webhook>
export const NewWebhook = Webhook.extend({ url: z.string(), key: z.string() })
export type NewWebhook = z.infer<typeof NewWebhook>

export const listWebhooks = {
  method: 'GET',
  path: '/api/v1/webhooks',
  schema: {
    summary: 'Webhooks that records are pushed to.',
    querystring: z.strictObject({ nexsetId: Id.optional() }),
    response: { 200: z.object({ items: z.array(Webhook) }), ...failures },
  },
} as const
/** For a Nexset that is there, or a new one of this name. */
export const createWebhook = {
  method: 'POST',
  path: '/api/v1/webhooks',
  schema: {
    summary: 'Makes a webhook for a Nexset that is there, or a new one. Address and key are told once.',
    body: z.union([z.strictObject({ nexsetId: Id }), z.strictObject({ name: Name })]),
    response: { 201: NewWebhook, ...failures },
  },
} as const
export const rotateWebhook = {
  method: 'POST',
  path: '/api/v1/webhooks/:id/rotate',
  schema: {
    summary: 'Gives a webhook a new key; the old one is refused from then on.',
    params: IdParams,
    response: { 200: NewWebhook, ...failures },
  },
} as const
export const deleteWebhook = {
  method: 'DELETE',
  path: '/api/v1/webhooks/:id',
  schema: { summary: 'Deletes a webhook; its records stay.', params: IdParams, response: { 204: Empty, ...failures } },
} as const
/** A JSON object, an array of objects, or NDJSON; the key alone is the right to push. */
export const pushToWebhook = {
  method: 'POST',
  path: '/ingest/:key',
  schema: {
    summary: 'Takes records: a JSON object, an array of them, or NDJSON. The key alone is the right to push.',
    params: z.strictObject({ key: z.string().max(200) }),
    response: { 202: Appended, ...failures },
  },
} as const
