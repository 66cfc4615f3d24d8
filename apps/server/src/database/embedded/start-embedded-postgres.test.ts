import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { temporaryFolder } from '../../../test/temporary-folder.ts'
import { isAlive } from '../../processes/end-process.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts'

// Whole starts of a database: what a busy machine draws out.
vi.setConfig({ testTimeout: 120_000 })

const isRoot = process.getuid?.() === 0
const log = { info: () => {}, warn: () => {}, error: () => {} }
let folder = ''
let dataFolder = ''

beforeAll(async () => {
  folder = await temporaryFolder()
  dataFolder = join(folder, 'data')
})
afterAll(() => rm(folder, { recursive: true }))

const start = (options: Partial<Parameters<typeof startEmbeddedPostgres>[0]> = {}) =>
  startEmbeddedPostgres({ dataFolder, log, ...options })

async function query(postgres: EmbeddedPostgres, sql: string, password = postgres.connection.password) {
  const client = new Client({ ...postgres.connection, password })
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query({ text: sql, rowMode: 'array' })).rows
  } finally {
    await client.end()
  }
}

const postmasterPid = async (cluster = join(dataFolder, 'postgres')) =>
  Number((await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[0])

/** Whether a server runs on the cluster; a killed one leaves its file behind. */
const runs = async () => isAlive(await postmasterPid().catch(() => 0))

/** Another Sluice that owns the database, as a process of its own. */
async function startOther(): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('../../../test/own-database.ts', import.meta.url))
  const other = spawn(process.execPath, [script, dataFolder], { stdio: ['ignore', 'pipe', 'inherit'] })
  if (other.stdout) await once(other.stdout, 'data')
  return other
}

it('makes a database that listens on no port, keeps what it confirms, and wants a password that only its owner reads', async () => {
  const postgres = await start()
  try {
    expect(
      await query(
        postgres,
        `select name, setting from pg_settings where name in ('listen_addresses', 'fsync', 'full_page_writes', 'synchronous_commit') order by 1`,
      ),
    ).toEqual([
      ['fsync', 'on'],
      ['full_page_writes', 'on'],
      ['listen_addresses', ''],
      ['synchronous_commit', 'on'],
    ])
    expect(
      await query(postgres, `select datlocprovider::text, datlocale from pg_database where datname = 'postgres'`),
    ).toEqual([['b', 'C.UTF-8']])
    expect((await stat(join(dataFolder, 'postgres.json'))).mode & 0o777).toBe(0o600)
    await expect(query(postgres, 'select 1', 'wrong')).rejects.toThrow('password authentication failed')
  } finally {
    await postgres.stop()
  }
})

it('leaves no process after it was stopped, and keeps the data', async () => {
  const first = await start()
  await query(first, 'create table kept (id int); insert into kept values (7)')
  const pid = await postmasterPid()
  await first.stop()
  expect(isAlive(pid)).toBe(false)
  const second = await start()
  expect(await query(second, 'select id from kept')).toEqual([[7]])
  await second.stop()
})

it('takes over the server that a killed Sluice left running', async () => {
  const other = await startOther()
  const pid = await postmasterPid()
  other.kill('SIGKILL')
  await once(other, 'exit')
  const postgres = await start()
  expect(await postmasterPid()).toBe(pid)
  expect(await query(postgres, 'select id from kept')).toEqual([[7]])
  await postgres.stop()
})

it('D13: refuses a folder that another living Sluice owns, and names both', async () => {
  const other = await startOther()
  await expect(start()).rejects.toThrow(
    `The data folder ${dataFolder} is in use by another Sluice (process ${other.pid}). Stop that one first, or give this one another folder with SLUICE_DATA.`,
  )
  expect(isAlive(await postmasterPid())).toBe(true)
  other.kill('SIGKILL')
  await once(other, 'exit')
})

it('comes back by itself on the same socket when the server dies', async () => {
  const postgres = await start() // takes over what the process above left
  process.kill(await postmasterPid(), 'SIGKILL')
  const rows = async (): Promise<unknown> => query(postgres, 'select id from kept').catch(() => delay(50).then(rows))
  expect(await rows()).toEqual([[7]])
  await postgres.stop()
})

it('leaves no process when it is stopped while it comes back', async () => {
  const postgres = await start()
  process.kill(await postmasterPid(), 'SIGKILL')
  await delay(20)
  await postgres.stop()
  expect(await runs()).toBe(false)
})

it('refuses a folder of another major version, says how to move it, and changes nothing', async () => {
  const version = join(dataFolder, 'postgres', 'PG_VERSION')
  await writeFile(version, '17\n')
  await expect(start()).rejects.toThrow(/was made by Postgres 17; this Sluice brings Postgres 18.*pg_dump/s)
  expect(await runs()).toBe(false)
  await writeFile(version, '18\n')
})

it('puts the socket into a short folder when the data folder’s path is too long for one, and removes it at the end', async () => {
  const long = join(folder, 'a'.repeat(60), 'b'.repeat(60))
  const postgres = await start({ dataFolder: long })
  expect(postgres.connection.host).toMatch(/^\/tmp\/sluice-\w+$/)
  expect((await stat(postgres.connection.host)).mode & 0o777).toBe(0o700)
  expect(await query(postgres, 'select 1')).toEqual([[1]])
  await postgres.stop()
  await expect(stat(postgres.connection.host)).rejects.toThrow('ENOENT')
})

it('as root, lays the database of a closed folder where its account can work, says so, and moves one that lies there', async () => {
  const closed = join(folder, 'closed')
  const shared = join(folder, 'shared')
  await mkdir(closed)
  const said: string[] = []
  const options = {
    dataFolder: join(closed, 'data'),
    sharedFolder: shared,
    log: { ...log, info: (text: unknown) => said.push(String(text)) },
  }
  const open = await start(options)
  await query(open, 'create table kept (id int); insert into kept values (8)')
  await open.stop()
  await chmod(closed, 0o700)

  const moved = await start(options)
  expect(await query(moved, 'select id from kept')).toEqual([[8]])
  const [cluster] = await query(moved, 'show data_directory')
  await moved.stop()
  expect({ isNear: String(cluster).startsWith(closed), said: said.length }).toEqual({
    isNear: !isRoot,
    said: isRoot ? 1 : 0,
  })
})
