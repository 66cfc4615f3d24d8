import type { Kysely } from 'kysely'
import type { PoolConfig } from 'pg'
import { fromKysely, type Job, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import { idleInTransactionMs } from '../database/create-pool.ts'
import type { Database } from '../database/tables.ts'

export type SliceJob = Job<{ readonly destinationId: string }>

/** Slices of deliveries that are to be worked on: at most one waiting and one at work for each destination. */
export type SliceQueue = {
  start(): Promise<void>
  /** Asks for a slice; nothing happens when one waits already. */
  add(destinationId: string, executor?: Kysely<Database>): Promise<void>
  /** Takes over waiting slices of destinations that nobody works on. */
  fetch(most: number): Promise<SliceJob[]>
  /** Says that these are still worked on. */
  touch(jobs: readonly SliceJob[]): Promise<void>
  complete(job: SliceJob, executor: Kysely<Database>): Promise<void>
  /** Forgets the slice that is at work, since its worker is gone. */
  release(destinationId: string): Promise<void>
  /** It is tried again a little later. */
  fail(job: SliceJob): Promise<void>
  stop(): Promise<void>
}

const queue = 'delivery'

/** The queue on pg-boss, in the database that everything else is in. */
export function createSliceQueue(connection: PoolConfig, log: Pick<Logger, 'warn'>): SliceQueue {
  const boss = new PgBoss({
    ...connectionOf(connection),
    application_name: 'sluice queue',
    max: 3,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    maintenanceIntervalSeconds: 600,
    schedule: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
  })
  boss.on('error', (error) => log.warn({ err: error }, 'The queue of slices has trouble with the database.'))

  return {
    async start() {
      await boss.start()
      await boss.createQueue(queue, {
        policy: 'stately',
        heartbeatSeconds: 10,
        expireInSeconds: 900,
        retryLimit: 3,
        retryDelay: 1,
        deleteAfterSeconds: 600,
      })
    },
    async add(destinationId, executor) {
      const db = executor && { db: fromKysely(executor) }
      await boss.send(queue, { destinationId }, { singletonKey: destinationId, ...db })
    },
    fetch: (most) => boss.fetch<{ destinationId: string }>(queue, { batchSize: most }),
    async touch(jobs) {
      if (jobs.length > 0) await boss.touch(queue, [...jobs])
    },
    async complete(job, executor) {
      await boss.complete(queue, job, null, { db: fromKysely(executor) })
    },
    async release(destinationId) {
      const jobs = await boss.findJobs(queue, { key: destinationId })
      for (const { id, state } of jobs) if (state === 'active') await boss.deleteJob(queue, id)
    },
    async fail(job) {
      await boss.fail(queue, job)
    },
    stop: () => boss.stop({ graceful: false, close: true }),
  }
}

function connectionOf({ host, port, user, password, database, ssl, connectionString }: PoolConfig) {
  const idle_in_transaction_session_timeout = idleInTransactionMs
  const given = {
    host,
    port,
    user,
    password,
    database,
    ssl,
    connectionString,
    idle_in_transaction_session_timeout,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}
