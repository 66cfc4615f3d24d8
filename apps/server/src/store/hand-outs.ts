import type { DestinationSettings, RequestConfig } from '@sluice/schema'
import { type Kysely, sql, type Transaction } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Database } from '../database/tables.ts'
import type { SliceFence } from './intents.ts'
import { type LockedDestination, lockDestination } from './lock-destination.ts'
import { findNextReplay } from './replay-records.ts'

/** What a slice has to do, and the fence it does it under. */
export type HandOut = SliceFence & {
  /** The run of the delivery; null when only a replay has something to send. */
  readonly deliveryRunId: string | null
  /** The replay whose turn it is; null when there is none. */
  readonly replayRunId: string | null
  readonly destinationName: string
  readonly connector: string
  readonly nexsetId: string
  readonly credentialId: string
  readonly request: RequestConfig
  readonly settings: DestinationSettings
  readonly cursor: number
  /** For how many records leave was given, for what can't be undone; null without. */
  readonly approvedCount: number | null
  /** The newest record of the moment. */
  readonly lastSeq: number
  /** Where every exchange is written down; null when the response webhook is off. */
  readonly responses: { readonly nexsetId: string; readonly sourceId: string } | null
}

export type HandOutStore = ReturnType<typeof createHandOutStore>

/** Slices as they are given out: each raises the fence, so that only the newest can commit anything. */
export function createHandOutStore(db: Kysely<Database>) {
  return {
    /**
     * Takes the destination over for a worker: from its commit on, no earlier slice of it can commit anything. Opens a run when
     * there is something to send and none is open. Null when there is nothing to do.
     */
    async take(destinationId: string, workerId: string): Promise<HandOut | null> {
      return db.transaction().execute(async (transaction) => {
        const row = await lockDestination(transaction, destinationId)
        if (row?.state !== 'active') return null
        const deliveryRunId = await openRun(transaction, row)
        const replayRunId = await findNextReplay(transaction, destinationId)
        if (deliveryRunId === null && replayRunId === null) return null
        await transaction
          .updateTable('destination')
          .set({ fence: row.fence + 1, worker_id: workerId })
          .where('id', '=', destinationId)
          .execute()
        return {
          destinationId,
          fence: row.fence + 1,
          pass: row.pass,
          version: row.version,
          deliveryRunId,
          replayRunId,
          destinationName: row.name,
          connector: row.connector,
          nexsetId: row.nexset_id,
          credentialId: row.credential_id,
          request: row.request,
          settings: row.settings,
          cursor: row.cursor,
          approvedCount: row.approval_count,
          lastSeq: row.recordCount,
          responses:
            row.response_webhook && row.response_nexset_id && row.response_source_id
              ? { nexsetId: row.response_nexset_id, sourceId: row.response_source_id }
              : null,
        }
      })
    },
  }
}

/** The running run, or a new one when there is something to send; null when there isn't. */
async function openRun(transaction: Transaction<Database>, row: LockedDestination): Promise<string | null> {
  const running = await transaction
    .selectFrom('run')
    .select('id')
    .where('destination_id', '=', row.id)
    .where('kind', '=', 'delivery')
    .where('state', '=', 'running')
    .executeTakeFirst()
  if (running) return running.id
  if (row.cursor >= row.recordCount) return null
  const id = uuid()
  await transaction
    .insertInto('run')
    .columns(['id', 'destination_id', 'number', 'kind', 'pass', 'version', 'from_seq'])
    .expression((expression) =>
      expression
        .selectFrom('run')
        .where('destination_id', '=', row.id)
        .select((columns) => [
          sql.val(id).as('id'),
          sql<string>`${row.id}::uuid`.as('destination_id'),
          sql<number>`coalesce(max(${columns.ref('number')}), 0) + 1`.as('number'),
          sql.val('delivery').as('kind'),
          sql<number>`${row.pass}::int`.as('pass'),
          sql<number>`${row.version}::int`.as('version'),
          sql<number>`${row.cursor + 1}::int8`.as('from_seq'),
        ]),
    )
    .execute()
  return id
}
