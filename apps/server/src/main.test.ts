import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { temporaryFolder } from '../test/temporary-folder.ts'
import { practiceHealth } from './practice/practice-health.ts'
import { isAlive } from './processes/end-process.ts'

// Whole starts of the product, several to a test: the one thing here that a busy machine draws out.
vi.setConfig({ testTimeout: 120_000 })

let folder = ''
let last: ChildProcess | undefined
let environment: Record<string, string> = {}
let practicePort = 0

beforeAll(async () => {
  folder = await temporaryFolder()
  practicePort = await freePort()
  environment = {
    PATH: process.env.PATH ?? '',
    SLUICE_DATA: join(folder, 'data'),
    SLUICE_PORT: String(await freePort()),
    SLUICE_PRACTICE_PORT: String(practicePort),
  }
})
afterEach(async () => {
  if (last?.exitCode === null && last.signalCode === null) await end(last, 'SIGTERM')
})
afterAll(() => rm(folder, { recursive: true }))

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Starts the product as `npm start` does, and gives what it printed until it was ready or had ended. */
async function start(settings: Record<string, string> = {}): Promise<{ sluice: ChildProcess; printed: string }> {
  const main = fileURLToPath(new URL('main.ts', import.meta.url))
  const sluice = spawn(process.execPath, [main], {
    env: { ...environment, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  last = sluice
  let printed = ''
  await new Promise<void>((resolve) => {
    sluice.once('exit', () => resolve())
    for (const stream of [sluice.stdout, sluice.stderr]) {
      stream?.on('data', (data: Buffer) => {
        printed += data
        if (printed.includes('Sluice is ready')) resolve()
      })
    }
  })
  return { sluice, printed }
}

/** The processes beside the server: the database's and Practice Salesloft's. */
async function helpers(): Promise<{ postgres: number; practice: number }> {
  const lines = (await readFile(join(folder, 'data/postgres/postmaster.pid'), 'utf8')).split('\n')
  const health = await practiceHealth(practicePort)
  return { postgres: Number(lines[0]), practice: health.kind === 'practice' ? health.pid : 0 }
}

async function end(sluice: ChildProcess, signal: NodeJS.Signals): Promise<unknown> {
  const ended = once(sluice, 'exit')
  sluice.kill(signal)
  return (await ended)[0]
}

it.each(['SIGINT', 'SIGTERM'] as const)('leaves no process after %s', async (signal) => {
  const { sluice, printed } = await start()
  expect(printed).toContain(`Sluice is ready at http://localhost:${environment.SLUICE_PORT}`)
  const { postgres, practice } = await helpers()
  expect([isAlive(postgres), isAlive(practice)]).toEqual([true, true])
  // A page that is open keeps a stream of events; it isn't waited for.
  const events = await fetch(`http://127.0.0.1:${environment.SLUICE_PORT}/api/v1/events?destinations=all`)
  expect(events.status).toBe(200)
  expect(await end(sluice, signal)).toBe(0)
  expect([isAlive(postgres), isAlive(practice)]).toEqual([false, false])
})

it('after it was killed, goes on with the same database and the same Practice Salesloft, and stops both', async () => {
  const first = await start()
  const before = await helpers()
  await end(first.sluice, 'SIGKILL')
  const second = await start()
  expect(await helpers()).toEqual(before)
  expect(await end(second.sluice, 'SIGTERM')).toBe(0)
  expect([isAlive(before.postgres), isAlive(before.practice)]).toEqual([false, false])
})

it('says which port is taken, and leaves nothing running', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = String(typeof address === 'object' && address !== null ? address.port : 0)
  const { sluice, printed } = await start({ SLUICE_PORT: port })
  expect(printed).toContain(
    `Port ${port} is taken by another program, maybe by another Sluice. Stop it, or set SLUICE_PORT to a free port.`,
  )
  expect(sluice.exitCode).toBe(1)
  await expect(helpers()).rejects.toThrow('ENOENT')
  expect(await practiceHealth(practicePort)).toEqual({ kind: 'nothing' })
  other.close()
})

it('names a setting that can’t be used, without its value', async () => {
  const { sluice, printed } = await start({ SLUICE_PORT: 'secret-word', SLUICE_MASTER_KEY: 'c2hvcnQ=' })
  expect(printed).toMatch(/^These settings can’t be used:\n {2}SLUICE_PORT: .*\n {2}SLUICE_MASTER_KEY: .*\n$/)
  expect(printed).not.toMatch(/secret-word|c2hvcnQ/)
  expect(sluice.exitCode).toBe(1)
})
