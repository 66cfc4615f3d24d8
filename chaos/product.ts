import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Client, type ClientConfig } from 'pg'
import { z } from 'zod'

const main = fileURLToPath(new URL('sluice-process.ts', import.meta.url))
/** As `npm start` has it: halves the time that a start takes. */
const compileCache = fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url))
const Identity = z.object({ password: z.string() })

export type Role = 'server' | 'first worker' | 'second worker'

/** The product's processes over one data folder, which can be ended in every way. */
export type Product = {
  readonly url: string
  /** Starts two servers together, of which one must be refused; gives what that one said. */
  startTwo(): Promise<string>
  /** Resolves when it is ready. */
  start(role: Role): Promise<void>
  signal(role: Role, signal: NodeJS.Signals): void
  /** Sends the signal and waits for the process to end. */
  end(role: Role, signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
  /** `kill -9` of the database; resolves when the server has started it again. */
  killDatabase(): Promise<void>
  /** Resolves when the database takes writes. */
  databaseWrites(): Promise<void>
  database: () => Promise<ClientConfig>
  stop(): Promise<void>
}

type Options = {
  readonly dataFolder: string
  /** Where the processes' logs go. */
  readonly logFile: string
  readonly practiceUrl: string
  readonly shrink: number
}

/** A product that isn't started yet. */
export async function createProduct({ dataFolder, logFile, practiceUrl, shrink }: Options): Promise<Product> {
  const port = await freePort()
  const log = openSync(logFile, 'a')
  const running = new Map<Role, ChildProcess>()
  const environment = {
    PATH: process.env.PATH,
    NODE_COMPILE_CACHE: compileCache,
    SLUICE_DATA: dataFolder,
    SLUICE_PRACTICE: 'off',
    SLUICE_ALLOWED_ORIGINS: practiceUrl,
    SLUICE_REQUESTS_PER_MINUTE: '1000000',
    SLUICE_LOG: 'warn',
    CHAOS_SHRINK: String(shrink),
  }

  /** Gives the first line that it prints: that it is ready, or why not. */
  async function launch(settings: Record<string, string>): Promise<{ child: ChildProcess; said: string }> {
    const child = spawn(process.execPath, [main], {
      env: { ...environment, ...settings },
      stdio: ['ignore', 'pipe', log],
    })
    if (child.stdout) for await (const said of createInterface({ input: child.stdout })) return { child, said }
    return { child, said: 'nothing' }
  }

  async function settingsOf(role: Role): Promise<Record<string, string>> {
    if (role === 'server') return { SLUICE_PORT: String(port) }
    const { host, user, password, database } = await identify()
    const url = new URL(`postgres://${user}:${encodeURIComponent(password)}@localhost/${database}`)
    url.searchParams.set('host', host)
    return { SLUICE_ROLE: 'worker', DATABASE_URL: url.href }
  }

  async function identify() {
    const { password } = Identity.parse(JSON.parse(await readFile(join(dataFolder, 'postgres.json'), 'utf8')))
    return { host: join(dataFolder, 'postgres'), user: 'sluice', password, database: 'postgres' }
  }

  async function start(role: Role): Promise<void> {
    const { child, said } = await launch(await settingsOf(role))
    if (said !== 'ready') throw new Error(`The ${role} said: ${said}`)
    running.set(role, child)
  }

  async function end(role: Role, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = running.get(role)
    running.delete(role)
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }

  async function databaseWrites(): Promise<void> {
    while (true) {
      const client = new Client(await identify())
      client.on('error', () => {})
      try {
        await client.connect()
        await client.query(
          'create table if not exists chaos_write (at timestamptz); insert into chaos_write values (now())',
        )
        return
      } catch {
        await delay(100)
      } finally {
        await client.end().catch(() => {})
      }
    }
  }

  return {
    url: `http://127.0.0.1:${port}`,
    async startTwo() {
      const others = { SLUICE_PORT: String(await freePort()) }
      const both = await Promise.all([launch({ SLUICE_PORT: String(port) }), launch(others)])
      const refused = both.filter(({ said }) => said.startsWith('refused'))
      const [ready] = both.filter(({ said }) => said === 'ready')
      if (!ready || refused.length !== 1)
        throw new Error(`Two servers said: ${both.map(({ said }) => said).join(' | ')}`)
      running.set('server', ready.child)
      if (ready !== both[0]) {
        await end('server', 'SIGTERM')
        await start('server')
      }
      return refused[0]?.said ?? ''
    },
    start,
    signal: (role, signal) => running.get(role)?.kill(signal),
    end,
    async killDatabase() {
      const [pid] = (await readFile(join(dataFolder, 'postgres/postmaster.pid'), 'utf8')).split('\n')
      process.kill(Number(pid), 'SIGKILL')
      await databaseWrites()
    },
    databaseWrites,
    database: identify,
    async stop() {
      for (const role of ['first worker', 'second worker', 'server'] as const) {
        running.get(role)?.kill('SIGCONT')
        await end(role, 'SIGTERM')
      }
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('There is no free port.')
  return address.port
}
