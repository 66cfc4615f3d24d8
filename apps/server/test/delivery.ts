import type { JsonObject } from '@sluice/json'
import { type PracticeOptions, type PracticeSalesloft, startPracticeSalesloft } from '@sluice/practice-salesloft'
import {
  type CredentialLimits,
  NewDestination,
  type NewDestinationInput,
  type RequestConfigInput,
} from '@sluice/schema'
import { v7 as uuid } from 'uuid'
import type { Clock } from '../src/clock.ts'
import { createDeliveryEngine } from '../src/delivery/engine.ts'
import { createSliceQueue } from '../src/delivery/slice-queue.ts'
import type { OpenCredential } from '../src/sending/open-credential.ts'
import { createDestinationStateService } from '../src/services/destination-states.ts'
import { appendInTransaction } from '../src/store/append-records.ts'
import { createDestinationStore } from '../src/store/destinations.ts'
import type { Waits } from '../src/waits.ts'
import { createTestParts, credentialId, practiceCredential, testWaits } from './delivery-parts.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

type Source = { readonly nexsetId: string; readonly sourceId: string }

/** The delivery engine over a database of its own and a Practice Salesloft of its own. */
export async function openDeliveryRig(
  options: {
    practice?: PracticeOptions
    waits?: Partial<Waits>
    /** Without more: 8 in flight, and points for everything. */
    limits?: Partial<CredentialLimits>
    /** What is logged as an error; printed unless it is taken. */
    onError?: (told: unknown) => void
    clock?: Clock
  } = {},
) {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await createTestDatabase())
  database.pool.on('error', () => {})
  const practice = stack.use(await startPracticeSalesloft({ pointsPerMinute: 0, ...options.practice }))
  const waits = { ...testWaits, ...options.waits }
  const credential = practiceCredential(practice, options.limits)
  await insertCredential(database, credential)
  const parts = stack.use(await createTestParts(database, credential, waits, options.onError, options.clock))
  const engine = createDeliveryEngine(parts, database.connection)
  let isStarted = false
  stack.defer(async () => {
    if (isStarted) await engine.stop()
  })
  const destinations = createDestinationStore(database.db)
  const service = createDestinationStateService({
    states: parts.states,
    openWork: parts.openWork,
    connectors: parts.connectors,
  })
  const owned = stack.move()

  return {
    database,
    practice,
    credential,
    parts,
    engine,
    service,
    destinations,
    waits,
    async start() {
      isStarted = true
      await engine.start()
    },
    async stop() {
      isStarted = false
      await engine.stop()
    },
    /** Another worker, as of another process, over the same database; it is stopped with the rig. */
    async another() {
      const otherParts = owned.use(await createTestParts(database, credential, waits))
      const other = createDeliveryEngine(otherParts, database.connection)
      owned.defer(() => other.stop())
      return { parts: otherParts, engine: other, start: () => other.start() }
    },
    /** A Nexset of these records. */
    async addNexset(records: readonly JsonObject[] = []): Promise<Source> {
      const source = { nexsetId: uuid(), sourceId: uuid() }
      const { db } = database
      await db
        .insertInto('nexset')
        .values({ id: source.nexsetId, name: 'Accounts', kind: 'api', source_label: 'API' })
        .execute()
      await db
        .insertInto('nexset_source')
        .values({ id: source.sourceId, nexset_id: source.nexsetId, kind: 'api', name: 'API' })
        .execute()
      if (records.length > 0) await this.append(source, records)
      return source
    },
    async append(source: Source, records: readonly JsonObject[]): Promise<void> {
      await database.db.transaction().execute((transaction) => appendInTransaction(transaction, source, records))
    },
    async addDestination(
      nexsetId: string,
      request: RequestConfigInput,
      more: Partial<Pick<NewDestinationInput, 'name' | 'responseWebhook' | 'settings'>> = {},
    ): Promise<string> {
      return destinations.insert(
        NewDestination.parse({
          name: 'To Salesloft',
          connector: 'salesloft',
          credentialId,
          nexsetId,
          request,
          ...more,
        }),
      )
    },
    /** Resolves with the destination's row as soon as it fulfils the condition. */
    async until(id: string, condition: (row: DestinationRow) => boolean): Promise<DestinationRow> {
      while (true) {
        const row = await destinationRow(database, id).catch(() => null)
        if (row && condition(row)) return row
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    row: (id: string) => destinationRow(database, id),
    /** Asks for a slice, due or not, and waits until a worker has done with it. */
    async workOnce(id: string): Promise<void> {
      const queue = createSliceQueue(database.connection, parts.log)
      await queue.start()
      await queue.add(id)
      await queue.stop()
      const open = () =>
        database.pool.query("select from pgboss.job where singleton_key = $1 and state in ('created', 'active')", [id])
      while ((await open()).rowCount !== 0) await new Promise((resolve) => setTimeout(resolve, 20))
    },
    /** Ends all connections to the database but one, as a restart does. */
    async cutConnections(): Promise<void> {
      await database.pool.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      )
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

export type DeliveryRig = Awaited<ReturnType<typeof openDeliveryRig>>
export type DestinationRow = Awaited<ReturnType<typeof destinationRow>>

async function destinationRow({ db }: TestDatabase, id: string) {
  const row = await db
    .selectFrom('destination')
    .innerJoin('nexset', 'nexset.id', 'destination.nexset_id')
    .selectAll('destination')
    .select('nexset.record_count')
    .where('destination.id', '=', id)
    .executeTakeFirstOrThrow()
  return { ...row, isDone: row.cursor === row.record_count }
}

async function insertCredential({ pool }: TestDatabase, { id, baseUrl }: OpenCredential): Promise<void> {
  await pool.query("insert into master_key (id, check_value) values ('test', '')")
  await pool.query(
    `insert into credential (id, name, connector, kind, base_url, secret_sealed, secret_key_id, points_per_minute, share_for_others, in_flight)
     values ($1, 'Practice Salesloft', 'salesloft', 'api_key', $2, '', 'test', 600, 10, 8)`,
    [id, baseUrl],
  )
}

/** What the practice server got in a call, as the request builder knows it. */
export const bodiesOf = (practice: PracticeSalesloft, method: string, path: string): string[] =>
  practice.requests({ method, path }).map(({ body }) => body)

/** Accounts with quotes, accents and a leading zero. */
export const accounts = (count: number, from = 1): JsonObject[] =>
  Array.from({ length: count }, (_, index) => {
    const number = from + index
    return { name: `Firma „${number}“ & "Söhne"`, domain: `firma-${number}.example.org`, phone: `0${number}` }
  })
