import type { Attempt, Connector, ErrorGroup, OutcomeFilter, RecordDetail, RecordOutcome } from '@sluice/schema'
import { AppError } from '../../errors.ts'
import type { DestinationStore, StoredDestination } from '../../store/destinations.ts'
import { editedRecords } from '../../store/edited-records.ts'
import type { StoredErrorGroup } from '../../store/error-groups.ts'
import type { StoredExchange } from '../../store/exchanges.ts'
import type { NexsetRecords } from '../../store/nexset-records.ts'
import type { OpenWorkStore } from '../../store/open-work.ts'
import type { OutcomeStore } from '../../store/outcomes.ts'
import type { ReplayRecordStore } from '../../store/replay-records.ts'
import { rebuildRequest } from '../rebuild-request.ts'
import { adviceFor } from './advice-for.ts'
import { describeAttempt } from './describe-attempt.ts'
import { type ExportFormat, exportOutcomes } from './export-outcomes.ts'
import { type KnownOutcome, pageOutcomes, pendingOutcome } from './page-outcomes.ts'
import { type FoundOutcome, searchOutcomes } from './search-outcomes.ts'
import { shortCause } from './short-cause.ts'

export type OutcomeService = ReturnType<typeof createOutcomeService>

type Deps = {
  readonly destinations: Pick<DestinationStore, 'find'>
  readonly outcomes: OutcomeStore
  readonly records: NexsetRecords
  readonly replayRecords: Pick<ReplayRecordStore, 'edited'>
  readonly versions: Pick<OpenWorkStore, 'findVersion'>
  readonly findExchanges: (destination: { id: string; pass: number }, seq: number) => Promise<StoredExchange[]>
  readonly findErrorGroups: (destination: { id: string; pass: number }) => Promise<StoredErrorGroup[]>
  readonly attributesOf: (nexsetId: string) => Promise<string[]>
  readonly connectors: ReadonlyMap<string, Connector>
  readonly outsideOrigins: () => readonly string[]
}

type Filter = { readonly outcome?: OutcomeFilter | undefined; readonly group?: string | undefined }

const exportedAtOnce = 1_000

/** What became of each record of a destination. */
export function createOutcomeService(deps: Deps) {
  const { outcomes, records } = deps

  return {
    async list(id: string, page: Filter & { search?: string | undefined; limit: number; cursor?: string | undefined }) {
      const source = await find(id)
      if (page.search !== undefined && page.search.trim() !== '') {
        const search = {
          text: page.search,
          outcome: page.outcome,
          group: page.group,
          cursor: page.cursor,
          limit: page.limit,
        }
        const { items, nextCursor } = await searchOutcomes({ outcomes, records }, source, search)
        return { items: items.map(viewWithData), nextCursor }
      }
      const { items, nextAfter } = await pageOutcomes(outcomes, source, {
        outcome: page.outcome,
        group: page.group,
        after: Math.min(readCursor(page.cursor), source.recordCount),
        limit: page.limit,
      })
      const found = await withData(source, items)
      return { items: found.map(viewWithData), nextCursor: nextAfter === null ? null : String(nextAfter) }
    },

    /** A record with every request that carried it, made again from what it was made of. */
    async detail(id: string, seq: number): Promise<RecordDetail> {
      const source = await find(id)
      const [record] = await records.readRecords(source.nexsetId, [seq])
      if (!record)
        throw new AppError(
          'not_found',
          `${source.name} has no record ${seq}: its Nexset holds ${source.recordCount} records.`,
        )
      const [known, exchanges] = await Promise.all([
        outcomes.inRange(source, seq, seq),
        deps.findExchanges(source, seq),
      ])
      const outcome = known.get(seq) ?? pendingOutcome(seq)
      const attempts: Attempt[] = []
      for (const exchange of exchanges) attempts.push(await viewAttempt(source, exchange))
      return {
        ...view(outcome),
        data: record.data,
        problems: [...outcome.problems],
        fieldErrors: [...outcome.fieldErrors],
        attempts,
      }
    },

    async errorGroups(id: string): Promise<{ items: ErrorGroup[] }> {
      const source = await find(id)
      const connector = connectorOf(source)
      const found = await deps.findErrorGroups(source)
      const items = found.map((group) => {
        const { fingerprint, outcome, code, count, sampleSeq } = group
        const advice = adviceFor(connector, source.request, group)
        return { fingerprint, outcome, code, cause: shortCause(group), advice, count, sampleSeq }
      })
      return { items }
    },

    /** The text of an export, in pieces, and the name that its file may have. */
    async export(id: string, { outcome, group, format }: Filter & { format: ExportFormat }) {
      const source = await find(id)
      const attributes = await deps.attributesOf(source.nexsetId)
      return {
        fileName: `${source.name} ${outcome ?? 'records'}.${format}`,
        text: exportOutcomes(allPages(source, { outcome, group }), format, attributes),
      }
    },
  }

  async function* allPages(source: Source, filter: Filter): AsyncGenerator<FoundOutcome[], void> {
    for (let after: number | null = 0; after !== null; ) {
      const page = await pageOutcomes(outcomes, source, {
        outcome: filter.outcome,
        group: filter.group,
        after,
        limit: exportedAtOnce,
      })
      yield await withData(source, page.items)
      after = page.nextAfter
    }
  }

  async function withData({ nexsetId }: Source, items: readonly KnownOutcome[]): Promise<FoundOutcome[]> {
    const found = await records.readRecords(
      nexsetId,
      items.map(({ seq }) => seq),
    )
    const bySeq = new Map(found.map(({ seq, data }) => [seq, data]))
    return items.map((item) => ({ ...item, data: bySeq.get(item.seq) ?? {} }))
  }

  async function viewAttempt(source: Source, exchange: StoredExchange): Promise<Attempt> {
    const version = await deps.versions.findVersion(source.id, exchange.version)
    const rebuilt =
      version &&
      (await rebuildRequest(
        { ...exchange, nexsetId: source.nexsetId, request: version.request },
        {
          connector: connectorOf(source),
          records: editedRecords({ records, replayRecords: deps.replayRecords }, exchange.runId),
          // Nothing is sent by this: what was allowed then may be shown now.
          outsideOrigins: [...deps.outsideOrigins(), ...originOf(version.request)],
        },
      ))
    return {
      at: exchange.madeAt.toISOString(),
      runId: exchange.runId,
      version: exchange.version,
      isRepeat: exchange.isRepeat,
      request: rebuilt?.request ?? null,
      fingerprintHolds: rebuilt?.request ? rebuilt.fingerprintHolds : null,
      response: exchange.answer,
      status: exchange.status,
      durationMs: exchange.durationMs,
      result: describeAttempt(exchange),
    }
  }

  async function find(id: string): Promise<Source> {
    const stored = await deps.destinations.find(id)
    if (!stored) throw new AppError('not_found', `There is no destination with id ${id}. It may have been deleted.`)
    return { ...stored, nexsetId: stored.nexset_id }
  }

  function connectorOf(source: Source): Connector {
    const connector = deps.connectors.get(source.connector)
    if (!connector) throw new AppError('not_found', `There is no connector “${source.connector}”.`)
    return connector
  }
}

type Source = StoredDestination & { readonly nexsetId: string }

function view({ seq, outcome, code, reason, status, salesloftId, note, at }: KnownOutcome): RecordOutcome {
  return { seq, outcome, code, reason, status, salesloftId, note, at: at?.toISOString() ?? null }
}

const viewWithData = (item: FoundOutcome) => ({ ...view(item), data: item.data })

function readCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0
  if (!/^\d{1,15}$/.test(cursor))
    throw new AppError('cursor_invalid', 'This cursor wasn’t given by Sluice for this list. Begin at the first page.')
  return Number(cursor)
}

function originOf(request: StoredDestination['request']): string[] {
  const url = request.mode === 'advanced' ? URL.parse(request.url) : null
  return url ? [url.origin] : []
}
