import { irreversibleRequest } from '@sluice/request-builder'
import type {
  Confirmation,
  Connector,
  QuarantineSelection,
  RecordEdit,
  ReplayLeftOut,
  ReplayPreview,
  Run,
} from '@sluice/schema'
import type { Kysely, Transaction } from 'kysely'
import { z } from 'zod'
import type { Database } from '../../database/tables.ts'
import { AppError } from '../../errors.ts'
import type { DestinationStore, StoredDestination } from '../../store/destinations.ts'
import { doOnce } from '../../store/do-once.ts'
import { lockCounts } from '../../store/lock-destination.ts'
import type { NexsetRecords } from '../../store/nexset-records.ts'
import type { OutcomeStore } from '../../store/outcomes.ts'
import { countChosen, type StoredSelection } from '../../store/quarantine-selection.ts'
import { insertReplay } from '../../store/replays.ts'
import type { RunStore } from '../../store/runs.ts'
import { fingerprintOf } from '../fingerprint-of.ts'
import { viewRun } from '../runs.ts'
import { previewReplay } from './preview-replay.ts'
import { selectQuarantined } from './select-quarantined.ts'

export type ReplayService = ReturnType<typeof createReplayService>

type Deps = {
  readonly db: Kysely<Database>
  readonly destinations: Pick<DestinationStore, 'find'>
  readonly outcomes: Pick<OutcomeStore, 'quarantined' | 'seqsOf'>
  readonly records: Pick<NexsetRecords, 'readRecords'>
  readonly runs: Pick<RunStore, 'find'>
  readonly credentials: { find(id: string): Promise<{ readonly baseUrl: string } | undefined> }
  readonly connectors: ReadonlyMap<string, Connector>
  readonly outsideOrigins: () => readonly string[]
  /** Called when a replay was opened, so that delivery and open pages learn of it. */
  readonly onChange: (id: string, executor: Kysely<Database>) => Promise<void>
}

type Asked = {
  readonly select: QuarantineSelection
  readonly includeUnknown: boolean
  readonly edits: readonly RecordEdit[]
}

const Answer = z.object({
  runId: z.string(),
  left: z.object({ sent: z.int(), unknown: z.int(), replaying: z.int(), others: z.int() }),
})

/** Sends chosen quarantined records again. */
export function createReplayService(deps: Deps) {
  const { db, outcomes, records } = deps

  return {
    async preview(id: string, asked: Asked): Promise<ReplayPreview> {
      const source = await find(id)
      const select = await selectQuarantined({ outcomes, records }, withNexset(source), asked.select)
      const credential = await deps.credentials.find(source.credential_id)
      if (!credential)
        throw new AppError('not_found', `The credential of ${source.name} no longer exists. Pick another.`)
      const parts = {
        db,
        records,
        connector: connectorOf(source),
        baseUrl: credential.baseUrl,
        outsideOrigins: deps.outsideOrigins(),
      }
      return previewReplay(parts, source, { ...asked, select })
    },

    /** With an Idempotency-Key it is opened once: said again, it tells how far it is. */
    async create(
      id: string,
      asked: Asked & { readonly confirm?: Confirmation | undefined },
      key?: string,
    ): Promise<{ run: Run; left: ReplayLeftOut }> {
      const source = await find(id)
      const select = await selectQuarantined({ outcomes, records }, withNexset(source), asked.select)
      const fingerprint = fingerprintOf({ id, ...asked })
      const { runId, left } = await doOnce(db, {
        once: key === undefined ? undefined : { scope: 'replay', key },
        answer: Answer,
        fingerprint: async () => fingerprint,
        act: async (transaction) => ({
          answer: await open(source, { ...asked, stored: select }, transaction),
          fingerprint,
        }),
      })
      const run = await deps.runs.find(id, runId)
      if (!run) throw new AppError('not_found', `The replay of ${source.name} was deleted with it.`)
      return { run: viewRun(run), left }
    },
  }

  async function open(
    source: StoredDestination,
    {
      stored: select,
      ...asked
    }: Asked & { readonly confirm?: Confirmation | undefined; readonly stored: StoredSelection },
    transaction: Transaction<Database>,
  ): Promise<z.infer<typeof Answer>> {
    const row = await lockCounts(transaction, source.id)
    if (!row) throw notFound(source.id)
    const counts = await countChosen(transaction, row, select)
    const total = counts.known + (asked.includeUnknown ? counts.unknown : 0)
    const left = { ...counts, unknown: asked.includeUnknown ? 0 : counts.unknown }
    if (total === 0) throw nothingToReplay(row.name, left)
    const isConfirmed = asked.confirm?.name === row.name && asked.confirm.count === total
    if (!isConfirmed && irreversibleRequest(connectorOf(row), row.request) !== null)
      throw new AppError(
        'approval_required',
        `What ${row.name} sends can’t be undone. To replay, type its name and the count of the records that it concerns: ${total}.`,
      )
    const { runId, count } = await insertReplay(transaction, row, {
      ...asked,
      select,
      asked: asked.select,
      isApproved: isConfirmed,
    })
    await checkEdits(asked.edits, runId, transaction)
    if (count !== total) throw new Error(`a replay of ${total} records took ${count}`)
    await deps.onChange(row.id, transaction)
    return { runId, left: Answer.shape.left.parse(left) }
  }

  async function find(id: string): Promise<StoredDestination> {
    const stored = await deps.destinations.find(id)
    if (!stored) throw notFound(id)
    return stored
  }

  function connectorOf({ connector: id }: { readonly connector: string }): Connector {
    const connector = deps.connectors.get(id)
    if (!connector) throw new AppError('not_found', `There is no connector “${id}”.`)
    return connector
  }
}

/** An edit of a record that isn't replayed would be lost silently. */
async function checkEdits(edits: readonly RecordEdit[], runId: string, db: Kysely<Database>): Promise<void> {
  if (edits.length === 0) return
  const rows = await db
    .selectFrom('replay_record')
    .select('seq')
    .where('run_id', '=', runId)
    .where('data', 'is not', null)
    .execute()
  const known = new Set(rows.map(({ seq }) => seq))
  const lost = edits.find(({ seq }) => !known.has(seq))
  if (lost)
    throw new AppError(
      'invalid_request',
      `Record ${lost.seq} was edited, but isn’t among the records that this replays. Choose it too, or leave the edit out.`,
    )
}

function nothingToReplay(name: string, { sent, unknown, replaying }: ReplayLeftOut): AppError {
  const why = [
    sent > 0 && `${sent} were sent already`,
    unknown > 0 && `${unknown} may have been applied and are replayed only when that is said`,
    replaying > 0 && `${replaying} are in a replay that isn’t done`,
  ].filter((words) => words !== false)
  const because = why.length > 0 ? `: ${why.join(', ')}.` : '.'
  return new AppError('selection_empty', `None of the chosen records of ${name} can be replayed${because}`)
}

const withNexset = (source: StoredDestination) => ({ ...source, nexsetId: source.nexset_id })

const notFound = (id: string) =>
  new AppError('not_found', `There is no destination with id ${id}. It may have been deleted.`)
