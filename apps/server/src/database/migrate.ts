import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Pool, PoolClient } from 'pg'
import { StartError } from '../start-error.ts'

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string }

const migrationLock = 7_305_842

/** The folder of the product's own migrations, `NNNN_name.sql` each. */
const migrationsFolder = fileURLToPath(new URL('migrations', import.meta.url))

/**
 * Brings the database to the newest form and gives the names of the migrations it ran. However many processes call
 * it at once, each migration runs once, whole or not at all. Throws a {@link StartError} when an applied migration
 * has another content now, or when a newer Sluice has been at the database.
 */
export async function migrate(pool: Pool, folder: string = migrationsFolder): Promise<string[]> {
  const migrations = await readMigrations(folder)
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await client.query(
      'create table if not exists sluice_migration (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
    )
    const pending = await findPending(client, migrations)
    for (const migration of pending) await apply(client, migration)
    return pending.map(({ name }) => name)
  } finally {
    await client.query('select pg_advisory_unlock($1)', [migrationLock]).catch(() => {})
    client.release()
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const numbers = names.map((name) => name.slice(0, 4))
  const wrong = names.find(
    (name, index) => !/^\d{4}_[a-z0-9_]+\.sql$/.test(name) || numbers.indexOf(numbers[index] ?? '') !== index,
  )
  if (wrong) throw new Error(`A migration is named NNNN_name.sql and has a number of its own; ${wrong} hasn’t.`)
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(`${folder}/${name}`, 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

async function findPending(client: PoolClient, migrations: readonly Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from sluice_migration order by name',
  )
  const applied = new Map(rows.map((row) => [row.name, row.checksum]))
  const changed = migrations.find(({ name, checksum }) => applied.has(name) && applied.get(name) !== checksum)
  if (changed)
    throw new StartError(
      `The migration ${changed.name} was changed after this database had run it. Put the old text back.`,
    )
  const known = new Set(migrations.map(({ name }) => name))
  const unknown = rows.find(({ name }) => !known.has(name))
  if (unknown)
    throw new StartError(
      `A newer Sluice has been at this database (it ran ${unknown.name}). Start that version, or a later one.`,
    )
  return migrations.filter(({ name }) => !applied.has(name))
}

async function apply(client: PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(sql)
    await client.query('insert into sluice_migration (name, checksum) values ($1, $2)', [name, checksum])
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback')
    throw new Error(`The migration ${name} failed: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    })
  }
}
