import type { JsonObject } from '@sluice/json'
import type {
  Appended,
  AttributeType,
  FileInspection,
  FileOptions,
  FileProblem,
  Nexset,
  NexsetDetail,
  SourceRecord,
  UploadResult,
} from '@sluice/schema'
import type { Kysely } from 'kysely'
import { validate as isUuid } from 'uuid'
import type { Database } from '../database/tables.ts'
import { AppError } from '../errors.ts'
import { type IngestLimits, ingestLimits } from '../ingest/limits.ts'
import { readSample } from '../ingest/read-sample.ts'
import { appendInTransaction } from '../store/append-records.ts'
import { findProfile } from '../store/nexset-profiles.ts'
import type { NexsetRecords } from '../store/nexset-records.ts'
import type { NexsetStore } from '../store/nexsets.ts'
import { countNewRecords } from './count-new-records.ts'
import { storageQuota, tooManyRecords } from './file-refusals.ts'
import { inspectFile } from './inspect-file.ts'
import { viewNexset, viewNexsetDetail } from './nexset-view.ts'
import { parseRecords, type RecordsBody } from './parse-records.ts'
import type { FileUpload } from './stage-file.ts'
import { takeFile } from './take-file.ts'

export type NexsetService = ReturnType<typeof createNexsetService>

type Deps = {
  readonly db: Kysely<Database>
  readonly nexsets: NexsetStore
  readonly records: NexsetRecords
  readonly limits?: Partial<IngestLimits>
}

const recordsAtOnce = 10_000

/** Nexsets as people and programs make, fill, read and remove them. */
export function createNexsetService({ db, nexsets, records, limits: given }: Deps) {
  const limits: IngestLimits = { ...ingestLimits, ...given }

  return {
    inspect: (part: {
      options: FileOptions
      size: number | undefined
      stream: AsyncIterable<Buffer>
    }): Promise<FileInspection> => inspectFile(db, part, limits),

    async list(page: { limit: number; cursor?: string | undefined; search?: string | undefined }) {
      if (page.cursor !== undefined && !isUuid(page.cursor)) throw wrongCursor()
      const found = await nexsets.list({ ...page, limit: page.limit + 1 })
      const items: Nexset[] = found.slice(0, page.limit).map(viewNexset)
      return { items, nextCursor: found.length > page.limit ? (items.at(-1)?.id ?? null) : null }
    },

    get,

    /** Streams a file into a new Nexset: all of it, or nothing. */
    async createFromFile(upload: FileUpload & { readonly name: string }): Promise<UploadResult> {
      const bytesLeft = await bytesLeftOnDisk()
      return db.transaction().execute(async (transaction) => {
        const nexset = { name: upload.name, kind: 'file', sourceLabel: upload.fileName } as const
        const nexsetId = await nexsets.insert(nexset, transaction)
        const taken = await takeFile(transaction, nexsetId, upload, { limits, bytesLeft, again: false })
        return { id: nexsetId, name: upload.name, attributes: await attributesOf(nexsetId, transaction), ...taken }
      })
    },

    /** Streams a file behind a Nexset's records: all of it, or nothing. */
    async appendFile(nexsetId: string, upload: FileUpload & { readonly again: boolean }): Promise<UploadResult> {
      const { name } = await find(nexsetId)
      const bytesLeft = await bytesLeftOnDisk()
      return db.transaction().execute(async (transaction) => {
        const taken = await takeFile(transaction, nexsetId, upload, { limits, bytesLeft, again: upload.again })
        return { id: nexsetId, name, attributes: await attributesOf(nexsetId, transaction), ...taken }
      })
    },

    async createEmpty(name: string): Promise<NexsetDetail> {
      return get(await nexsets.insert({ name, kind: 'api', sourceLabel: 'API' }))
    },

    /** The bundled accounts, as a Nexset of their own each time. */
    async createSample(): Promise<NexsetDetail> {
      const sample = await readSample()
      const id = await db.transaction().execute(async (transaction) => {
        const nexsetId = await nexsets.insert(
          { name: 'Sample accounts', kind: 'sample', sourceLabel: 'Sample data' },
          transaction,
        )
        const sourceId = await nexsets.insertSource({ nexsetId, kind: 'sample', name: 'Sample data' }, transaction)
        await appendInTransaction(transaction, { nexsetId, sourceId }, sample)
        return nexsetId
      })
      return get(id)
    },

    async change(
      id: string,
      {
        name,
        types,
      }: { name?: string | undefined; types?: { name: string; type: AttributeType | null }[] | undefined },
    ): Promise<NexsetDetail> {
      await find(id)
      if (name !== undefined) await nexsets.rename(id, name)
      if (types !== undefined && types.length > 0) await nexsets.setTypes(id, types)
      return get(id)
    },

    async delete(id: string): Promise<void> {
      const result = await nexsets.delete(id)
      if (result === 'gone') throw notFound(id)
      if (result === 'in_use') {
        throw new AppError('nexset_in_use', 'A destination uses this Nexset. Delete the destination first.')
      }
    },

    /** Adds the records of a request's body; durable when answered. */
    async append(nexsetId: string, body: RecordsBody): Promise<Appended> {
      const parsed = parseRecords(body, limits, recordsAtOnce)
      const sourceId = await nexsets.apiSource(nexsetId)
      if (sourceId === undefined) throw notFound(nexsetId)
      return append({ nexsetId, sourceId }, parsed)
    },

    /** Adds records as those of a source. */
    appendTo: append,

    parse: (body: RecordsBody, most: number): JsonObject[] => parseRecords(body, limits, most),

    async problems(nexsetId: string, page: { limit: number; cursor?: string | undefined }) {
      await find(nexsetId)
      const after = page.cursor === undefined ? 0 : readCursor(page.cursor)
      const found = await nexsets.problems(nexsetId, { limit: page.limit + 1, after })
      const items: (FileProblem & { sourceName: string })[] = found
        .slice(0, page.limit)
        .map(({ line, code, message, raw, source_name }) => ({ line, code, message, raw, sourceName: source_name }))
      const last = found[page.limit - 1]
      return { items, nextCursor: found.length > page.limit && last ? String(last.id) : null }
    },

    async samples(
      nexsetId: string,
      { count, pick, search }: { count: number; pick: 'first' | 'random'; search?: string | undefined },
    ) {
      if (search) return page(nexsetId, { after: 0, limit: count, search })
      await find(nexsetId)
      const items =
        pick === 'first' ? await records.recordsAfter(nexsetId, 0, count) : await records.randomRecords(nexsetId, count)
      return { items, nextCursor: null }
    },

    page,
  }

  async function page(
    nexsetId: string,
    { after, limit, search }: { after: number; limit: number; search?: string | undefined },
  ): Promise<{ items: SourceRecord[]; nextCursor: string | null }> {
    const nexset = await find(nexsetId)
    if (search) {
      const { items, lookedUpTo } = await records.searchRecords(nexsetId, { text: search, after, limit })
      return { items, nextCursor: lookedUpTo === null || lookedUpTo >= nexset.record_count ? null : String(lookedUpTo) }
    }
    const items = await records.recordsAfter(nexsetId, after, limit)
    const last = items.at(-1)?.seq
    return { items, nextCursor: last !== undefined && last < nexset.record_count ? String(last) : null }
  }

  async function append(
    source: { nexsetId: string; sourceId: string },
    parsed: readonly JsonObject[],
  ): Promise<Appended> {
    const { record_count } = await find(source.nexsetId)
    if (record_count + parsed.length > limits.nexsetRecords) throw tooManyRecords(limits)
    if ((await bytesLeftOnDisk()) <= 0) throw storageQuota(limits)
    const range = await db.transaction().execute((transaction) => appendInTransaction(transaction, source, parsed))
    if (!range) throw notFound(source.nexsetId)
    return range
  }

  async function get(id: string): Promise<NexsetDetail> {
    await countNewRecords(db, id, limits)
    const stored = await find(id)
    return viewNexsetDetail(stored, await findProfile(db, id), await nexsets.sources(id))
  }

  async function find(id: string) {
    const stored = await nexsets.find(id)
    if (!stored) throw notFound(id)
    return stored
  }

  async function attributesOf(id: string, executor: Kysely<Database>) {
    const stored = await nexsets.find(id, executor)
    return stored ? viewNexset(stored).attributes : []
  }

  async function bytesLeftOnDisk(): Promise<number> {
    return limits.storageBytes - (await nexsets.storedBytes())
  }
}

function notFound(id: string): AppError {
  return new AppError('not_found', `There is no Nexset with id ${id}.`)
}

function readCursor(cursor: string): number {
  if (!/^\d{1,15}$/.test(cursor)) throw wrongCursor()
  return Number(cursor)
}

function wrongCursor(): AppError {
  return new AppError('cursor_invalid', 'This cursor wasn’t given by Sluice.')
}
