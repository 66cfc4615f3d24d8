import { Kysely, PostgresDialect } from 'kysely'
import type { Pool, PoolConfig } from 'pg'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { StartError } from '../start-error.ts'
import { checkDurability } from './check-durability.ts'
import { createPool } from './create-pool.ts'
import { joinEmbeddedPostgres } from './embedded/join-embedded-postgres.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded/start-embedded-postgres.ts'
import { migrate } from './migrate.ts'
import type { Database } from './tables.ts'

export type OpenDatabase = {
  readonly pool: Pool
  readonly db: Kysely<Database>
  /** How to connect beside the pool (LISTEN, pg-boss). */
  readonly connection: PoolConfig
  /** What an operator should know of a managed database, as sentences. */
  readonly warnings: readonly string[]
  /** Why it can’t be used now, as a sentence; null when it can. */
  trouble(): Promise<string | null>
  /** Ends the pool, and the embedded Postgres with it. */
  close(): Promise<void>
  /** Ends the embedded Postgres at once, with every connection to it. */
  kill(): Promise<void>
}

type Options = {
  readonly dataFolder: string
  readonly databaseUrl?: string | undefined
  /** A worker starts no database of its own. */
  readonly role?: Config['role']
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>
  readonly onLost?: (error: Error) => void
}

/**
 * The database, running, durable and in its newest form: the one at `databaseUrl`, else the private one of the data
 * folder, which is started here, or by another process where this one is a worker. Throws a `StartError` that a person can act on.
 */
export async function openDatabase({ databaseUrl, role, ...options }: Options): Promise<OpenDatabase> {
  const isEmbedded = databaseUrl === undefined
  const embedded = isEmbedded && role !== 'worker' ? await startEmbeddedPostgres(options) : undefined
  const joined = isEmbedded && role === 'worker' ? await joinEmbeddedPostgres(options) : undefined
  const connection: PoolConfig = embedded?.connection ?? joined ?? { connectionString: databaseUrl }
  const pool = createPool({ ...connection, application_name: 'sluice' })
  pool.on('error', (error) => options.log.warn({ err: error }, 'A database connection was lost.'))
  const kill = async () => embedded?.stop()
  const close = async () => {
    await pool.end()
    await kill()
  }
  try {
    if (!embedded) await reach(pool)
    const warnings = await checkDurability(pool, isEmbedded ? 'embedded' : 'managed')
    const applied = await migrate(pool)
    if (applied.length > 0) options.log.info({ migrations: applied }, 'The database was brought up to date.')
    return {
      pool,
      db: new Kysely<Database>({ dialect: new PostgresDialect({ pool }) }),
      connection,
      warnings,
      trouble: () => findTrouble(pool, embedded),
      close,
      kill,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Less than a segment of Postgres's log: the next write may be the one that fails. */
const fullBytes = 16 * 1024 * 1024

async function findTrouble(pool: Pool, embedded: EmbeddedPostgres | undefined): Promise<string | null> {
  try {
    await pool.query('select 1')
    const isFull = embedded !== undefined && (await embedded.freeBytes()) < fullBytes
    return isFull ? 'The disk that the database lies on is full.' : null
  } catch {
    return 'The database can’t be used.'
  }
}

async function reach(pool: Pool): Promise<void> {
  try {
    await pool.query('select 1')
  } catch (cause) {
    const told = cause instanceof Error ? cause.message : String(cause)
    throw new StartError(`The database that DATABASE_URL names can’t be used: ${told}.`, { cause })
  }
}
