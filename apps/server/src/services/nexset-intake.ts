import type { JsonObject } from '@sluice/json'
import { Appended, type FileInspection, type FileOptions, UploadResult } from '@sluice/schema'
import type { Kysely, Transaction } from 'kysely'
import { z } from 'zod'
import type { Database } from '../database/tables.ts'
import { AppError } from '../errors.ts'
import { type IngestLimits, ingestLimits } from '../ingest/limits.ts'
import { Measured } from '../ingest/measured.ts'
import { readSample } from '../ingest/read-sample.ts'
import { appendInTransaction } from '../store/append-records.ts'
import { doOnce } from '../store/do-once.ts'
import type { NexsetStore } from '../store/nexsets.ts'
import { storageQuota, tooManyRecords } from './file-refusals.ts'
import { fingerprintOf } from './fingerprint-of.ts'
import { inspectFile } from './inspect-file.ts'
import { viewNexset } from './nexset-view.ts'
import { parseRecords, type RecordsBody } from './parse-records.ts'
import type { FileUpload } from './stage-file.ts'
import { takeFile } from './take-file.ts'
import { createUploadGate } from './upload-gate.ts'

export type NexsetIntake = ReturnType<typeof createNexsetIntake>

type Deps = {
  readonly db: Kysely<Database>
  readonly nexsets: NexsetStore
  readonly limits?: Partial<IngestLimits>
}
type Source = { readonly nexsetId: string; readonly sourceId: string }
type Kind = 'file' | 'api' | 'sample' | 'responses'

const recordsAtOnce = 10_000
const uploadsAtOnce = 2

/**
 * Makes Nexsets and fills them: files, bodies of records, the sample. What it says is done is durable; what it refuses
 * leaves nothing behind. A write with a `key` (Idempotency-Key) is done once.
 */
export function createNexsetIntake({ db, nexsets, limits: given }: Deps) {
  const limits: IngestLimits = { ...ingestLimits, ...given }
  const pass = createUploadGate(uploadsAtOnce)

  return {
    /** Looks at the first part of a file; keeps nothing. */
    inspect: (part: {
      options: FileOptions
      size: number | undefined
      stream: AsyncIterable<Buffer>
    }): Promise<FileInspection> => inspectFile(db, part, limits),

    /** Streams a file into a new Nexset: all of it, or nothing. */
    createFromFile: (upload: FileUpload & { readonly name: string }, key?: string): Promise<UploadResult> =>
      takeUpload(upload, { key, again: false, asked: { name: upload.name } }, (transaction) =>
        nexsets.insert({ name: upload.name, kind: 'file', sourceLabel: upload.fileName }, transaction),
      ),

    /** Streams a file behind a Nexset's records: all of it, or nothing. */
    async appendFile(
      nexsetId: string,
      upload: FileUpload & { readonly again: boolean },
      key?: string,
    ): Promise<UploadResult> {
      await find(nexsetId)
      const { again } = upload
      return takeUpload(upload, { key, again, asked: { nexsetId, again } }, async () => nexsetId)
    },

    /** Gives the new Nexset's id. */
    createEmpty: (name: string, key?: string): Promise<string> =>
      createOnce('api', { name, kind: 'api', sourceLabel: 'API' }, key),

    /** A Nexset of the bundled accounts; gives its id. */
    async createSample(key?: string): Promise<string> {
      const sample = await readSample()
      const nexset = { name: 'Sample accounts', kind: 'sample', sourceLabel: 'Sample data' } as const
      return createOnce('sample', nexset, key, async (transaction, nexsetId) => {
        const sourceId = await nexsets.insertSource({ nexsetId, kind: 'sample', name: 'Sample data' }, transaction)
        await appendInTransaction(transaction, { nexsetId, sourceId }, sample)
      })
    },

    /** The Nexset that takes what a destination's requests are answered, and its source, in the caller's transaction. */
    async createForResponses(destinationName: string, executor: Kysely<Database>): Promise<Source> {
      const name = `${destinationName} responses`
      const nexset = { name, kind: 'responses', sourceLabel: 'Response webhook' } as const
      const nexsetId = await nexsets.insert(nexset, executor)
      const source = { nexsetId, kind: 'responses', name: 'Response webhook' } as const
      return { nexsetId, sourceId: await nexsets.insertSource(source, executor) }
    },

    /** Adds the records of a request's body. */
    async append(nexsetId: string, body: RecordsBody, key?: string): Promise<Appended> {
      const records = parseRecords(body, limits, recordsAtOnce)
      const sourceId = await nexsets.apiSource(nexsetId)
      if (sourceId === undefined) throw notFound(nexsetId)
      return appendOnce({ nexsetId, sourceId }, records, key === undefined ? undefined : { key, text: body.text })
    },

    /** Adds the records of a body that came by a webhook; at most `most`. */
    appendPushed: (source: Source, body: RecordsBody, most: number): Promise<Appended> =>
      appendOnce(source, parseRecords(body, limits, most)),
  }

  async function takeUpload(
    upload: FileUpload,
    { key, again, asked }: { key: string | undefined; again: boolean; asked: Record<string, unknown> },
    intoNexset: (transaction: Transaction<Database>) => Promise<string>,
  ): Promise<UploadResult> {
    const fingerprint = (contentHash: Buffer) =>
      fingerprintOf({ ...asked, options: upload.options, content: contentHash.toString('hex') })
    const bytesLeft = await bytesLeftOnDisk()
    return pass(() =>
      doOnce(db, {
        once: key === undefined ? undefined : { scope: 'upload', key },
        answer: UploadResult,
        fingerprint: async () => fingerprint(await hashOf(upload)),
        async act(transaction) {
          const id = await intoNexset(transaction)
          const { contentHash, ...taken } = await takeFile(transaction, id, upload, { limits, bytesLeft, again })
          const stored = await nexsets.find(id, transaction)
          if (!stored) throw notFound(id)
          const { name, attributes } = viewNexset(stored)
          return { answer: { id, name, attributes, ...taken }, fingerprint: fingerprint(contentHash) }
        },
      }),
    )
  }

  async function hashOf(upload: FileUpload): Promise<Buffer> {
    const measured = new Measured(upload.stream, limits)
    for await (const _ of measured.stream);
    return measured.take().contentHash
  }

  function createOnce(
    scope: string,
    nexset: { name: string; kind: Kind; sourceLabel: string },
    key: string | undefined,
    fill: (transaction: Transaction<Database>, nexsetId: string) => Promise<void> = async () => {},
  ): Promise<string> {
    const fingerprint = fingerprintOf(nexset)
    return doOnce(db, {
      once: key === undefined ? undefined : { scope: `create ${scope}`, key },
      answer: z.string(),
      fingerprint: async () => fingerprint,
      async act(transaction) {
        const id = await nexsets.insert(nexset, transaction)
        await fill(transaction, id)
        return { answer: id, fingerprint }
      },
    })
  }

  async function appendOnce(
    source: Source,
    records: readonly JsonObject[],
    once?: { readonly key: string; readonly text: string },
  ): Promise<Appended> {
    const { record_count } = await find(source.nexsetId)
    if (record_count + records.length > limits.nexsetRecords) throw tooManyRecords(limits)
    if ((await bytesLeftOnDisk()) <= 0) throw storageQuota(limits)
    const fingerprint = fingerprintOf({ nexsetId: source.nexsetId, text: once?.text })
    return doOnce(db, {
      once: once && { scope: 'append', key: once.key },
      answer: Appended,
      fingerprint: async () => fingerprint,
      async act(transaction) {
        const range = await appendInTransaction(transaction, source, records)
        if (!range) throw notFound(source.nexsetId)
        return { answer: range, fingerprint }
      },
    })
  }

  async function find(id: string) {
    const stored = await nexsets.find(id)
    if (!stored) throw notFound(id)
    return stored
  }

  async function bytesLeftOnDisk(): Promise<number> {
    return limits.storageBytes - (await nexsets.storedBytes())
  }
}

function notFound(id: string): AppError {
  return new AppError('not_found', `There is no Nexset with id ${id}.`)
}
