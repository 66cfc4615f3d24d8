import type { AttributeType, FileProblem, Nexset, NexsetDetail, SourceRecord } from '@sluice/schema'
import type { Kysely } from 'kysely'
import { validate as isUuid } from 'uuid'
import type { Database } from '../database/tables.ts'
import { AppError } from '../errors.ts'
import { ingestLimits } from '../ingest/limits.ts'
import { findProfile } from '../store/nexset-profiles.ts'
import type { NexsetRecords } from '../store/nexset-records.ts'
import type { NexsetStore } from '../store/nexsets.ts'
import { countNewRecords } from './count-new-records.ts'
import { viewNexset, viewNexsetDetail } from './nexset-view.ts'

export type NexsetService = ReturnType<typeof createNexsetService>

type Deps = { readonly db: Kysely<Database>; readonly nexsets: NexsetStore; readonly records: NexsetRecords }

/** Nexsets as people look at them, change and remove them; `createNexsetIntake` makes and fills them. */
export function createNexsetService({ db, nexsets, records }: Deps) {
  return {
    /** Newest first. */
    async list(page: { limit: number; cursor?: string | undefined; search?: string | undefined }) {
      if (page.cursor !== undefined && !isUuid(page.cursor)) throw wrongCursor()
      const found = await nexsets.list({ ...page, limit: page.limit + 1 })
      const items: Nexset[] = found.slice(0, page.limit).map(viewNexset)
      return { items, nextCursor: found.length > page.limit ? (items.at(-1)?.id ?? null) : null }
    },

    get,

    async change(
      id: string,
      change: {
        name?: string | undefined
        types?: readonly { name: string; type: AttributeType | null }[] | undefined
      },
    ): Promise<NexsetDetail> {
      await find(id)
      if (change.name !== undefined) await nexsets.rename(id, change.name)
      if (change.types !== undefined && change.types.length > 0) await nexsets.setTypes(id, change.types)
      return get(id)
    },

    async delete(id: string): Promise<void> {
      const result = await nexsets.delete(id)
      if (result === 'gone') throw notFound(id)
      if (result === 'in_use') {
        throw new AppError('nexset_in_use', 'A destination uses this Nexset. Delete the destination first.')
      }
    },

    /** What was wrong with which line of its files. */
    async problems(nexsetId: string, page: { limit: number; cursor?: string | undefined }) {
      await find(nexsetId)
      const found = await nexsets.problems(nexsetId, { limit: page.limit + 1, after: readCursor(page.cursor) })
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
      const items = await (pick === 'first'
        ? records.recordsAfter(nexsetId, 0, count)
        : records.randomRecords(nexsetId, count))
      return { items, nextCursor: null }
    },

    page,
  }

  /** Records after `after`; a search looks at a bounded part of the Nexset, and says where the next call goes on. */
  async function page(
    nexsetId: string,
    { after, limit, search }: { after: number; limit: number; search?: string | undefined },
  ): Promise<{ items: SourceRecord[]; nextCursor: string | null }> {
    const { record_count } = await find(nexsetId)
    if (search) {
      const { items, lookedUpTo } = await records.searchRecords(nexsetId, { text: search, after, limit })
      return { items, nextCursor: lookedUpTo === null || lookedUpTo >= record_count ? null : String(lookedUpTo) }
    }
    const items = await records.recordsAfter(nexsetId, after, limit)
    const last = items.at(-1)?.seq
    return { items, nextCursor: last !== undefined && last < record_count ? String(last) : null }
  }

  async function get(id: string): Promise<NexsetDetail> {
    await countNewRecords(db, id, ingestLimits)
    const stored = await find(id)
    return viewNexsetDetail(stored, await findProfile(db, id), await nexsets.sources(id))
  }

  async function find(id: string) {
    const stored = await nexsets.find(id)
    if (!stored) throw notFound(id)
    return stored
  }
}

function notFound(id: string): AppError {
  return new AppError('not_found', `There is no Nexset with id ${id}.`)
}

function readCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0
  if (!/^\d{1,15}$/.test(cursor)) throw wrongCursor()
  return Number(cursor)
}

function wrongCursor(): AppError {
  return new AppError('cursor_invalid', 'This cursor wasn’t given by Sluice.')
}
