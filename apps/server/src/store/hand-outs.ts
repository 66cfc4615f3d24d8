import { parse } from '@sluice/json'
import { DestinationSettings, RequestConfig } from '@sluice/schema'
import { type Kysely, sql, type Transaction } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Database } from '../database/tables.ts'
import type { Fence } from './intents.ts'

/** What a slice has to do, and the fence it does it under. */
export type HandOut = Fence & {
  readonly destinationName: string
  readonly connector: string
  readonly nexsetId: string
  readonly credentialId: string
  readonly request: RequestConfig
  readonly settings: DestinationSettings
  readonly cursor: number
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
     * Takes the destination over: from its commit on, no earlier slice of it can commit anything. Opens a run when
     * there is something to send and none is open. Null when there is nothing to do.
     */
    async take(destinationId: string): Promise<HandOut | null> {
      return db.transaction().execute(async (transaction) => {
        const row = await lock(transaction, destinationId)
        if (!row || row.state !== 'active') return null
        const run = await openRun(transaction, row)
        if (!run) return null
        await transaction
          .updateTable('destination')
          .set({ fence: row.fence + 1 })
          .where('id', '=', destinationId)
          .execute()
        return {
          destinationId,
          fence: row.fence + 1,
          pass: row.pass,
          version: row.version,
          runId: run,
          destinationName: row.name,
          connector: row.connector,
          nexsetId: row.nexset_id,
          credentialId: row.credential_id,
          request: RequestConfig.parse(parse(row.request)),
          settings: DestinationSettings.parse(row.settings),
          cursor: row.cursor,
          lastSeq: row.record_count,
          responses:
            row.response_webhook && row.response_nexset_id && row.response_source_id
              ? { nexsetId: row.response_nexset_id, sourceId: row.response_source_id }
              : null,
        }
      })
    },
  }
}

/** `for update` conflicts with the `for key share` of intents, which a plain update of the row doesn't. */
function lock(transaction: Transaction<Database>, destinationId: string) {
  return transaction
    .selectFrom('destination')
    .innerJoin('destination_version', (join) =>
      join
        .onRef('destination_version.destination_id', '=', 'destination.id')
        .onRef('destination_version.version', '=', 'destination.version'),
    )
    .innerJoin('nexset', 'nexset.id', 'destination.nexset_id')
    .selectAll('destination')
    .select([
      sql<string>`destination_version.request::text`.as('request'),
      'destination_version.settings',
      'nexset.record_count',
    ])
    .where('destination.id', '=', destinationId)
    .forUpdate('destination')
    .executeTakeFirst()
}

type Locked = NonNullable<Awaited<ReturnType<typeof lock>>>

/** The running run, or a new one when there is something to send; null when there isn't. */
async function openRun(transaction: Transaction<Database>, row: Locked): Promise<string | null> {
  const running = await transaction
    .selectFrom('run')
    .select('id')
    .where('destination_id', '=', row.id)
    .where('kind', '=', 'delivery')
    .where('state', '=', 'running')
    .executeTakeFirst()
  if (running) return running.id
  if (row.cursor >= row.record_count) return null
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
