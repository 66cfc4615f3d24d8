import { z } from 'zod'
import { AttributeType, RecordData } from '../records.ts'
import { failures, Id, Time } from './contract.ts'

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

/**
 * Multipart: `options` (JSON of FileOptions) and `size` (bytes of the whole file), both optional, then `file` (its
 * first part, at most 1 MiB, as it is). Without `size`, a part of less than 1 MiB counts as the whole file.
 */
export const inspectFile = {
  method: 'POST',
  path: '/api/v1/nexsets/inspections',
  schema: {
    summary:
      'Looks at the first part of a file and says how it would be read; keeps nothing. Multipart: options (JSON), then file.',
    response: { 200: FileInspection, ...failures },
  },
} as const
