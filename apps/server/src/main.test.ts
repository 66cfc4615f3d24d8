import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { newProduct, type Product } from '../test/product.ts'
import { practiceHealth } from './practice/practice-health.ts'
import { isAlive } from './processes/end-process.ts'

// Whole starts of the product, several to a test: the one thing here that a busy machine draws out.
vi.setConfig({ testTimeout: 120_000 })

let product: Product

beforeAll(async () => {
  product = await newProduct()
})
afterEach(() => product.end('SIGTERM'))
afterAll(() => rm(product.folder, { recursive: true }))

/** The processes beside the server: the database's and Practice Salesloft's. */
async function helpers(): Promise<{ postgres: number; practice: number }> {
  const lines = (await readFile(join(product.folder, 'data/postgres/postmaster.pid'), 'utf8')).split('\n')
  const health = await practiceHealth(product.practicePort)
  return { postgres: Number(lines[0]), practice: health.kind === 'practice' ? health.pid : 0 }
}

it.each(['SIGINT', 'SIGTERM'] as const)('leaves no process after %s', async (signal) => {
  const { printed } = await product.start()
  expect(printed).toContain(`Sluice is ready at http://localhost:${product.port}`)
  const { postgres, practice } = await helpers()
  expect([isAlive(postgres), isAlive(practice)]).toEqual([true, true])
  // A page that is open keeps a stream of events; it isn't waited for.
  const events = await fetch(`http://127.0.0.1:${product.port}/api/v1/events?destinations=all`)
  expect(events.status).toBe(200)
  expect(await product.end(signal)).toBe(0)
  expect([isAlive(postgres), isAlive(practice)]).toEqual([false, false])
})

it('works on and stops in order when nobody reads its log any more', async () => {
  const { sluice } = await product.start({ SLUICE_LOG: 'debug' })
  sluice.stdout.destroy()
  sluice.stderr.destroy()
  const ask = async () => (await fetch(`http://127.0.0.1:${product.port}/readyz`)).status
  // Each is a line of the log; that the first couldn't be written is known by the second.
  expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 200])
  expect(await product.end('SIGTERM')).toBe(0)
})

it('after it was killed, goes on with the same database and the same Practice Salesloft, and stops both', async () => {
  await product.start()
  const before = await helpers()
  await product.end('SIGKILL')
  await product.start()
  expect(await helpers()).toEqual(before)
  expect(await product.end('SIGTERM')).toBe(0)
  expect([isAlive(before.postgres), isAlive(before.practice)]).toEqual([false, false])
})

it('says which port is taken, and leaves nothing running', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = String(typeof address === 'object' && address !== null ? address.port : 0)
  const { sluice, printed } = await product.start({ SLUICE_PORT: port })
  expect(printed).toContain(
    `Port ${port} is taken by another program, maybe by another Sluice. Stop it, or set SLUICE_PORT to a free port.`,
  )
  expect(sluice.exitCode).toBe(1)
  await expect(helpers()).rejects.toThrow('ENOENT')
  expect(await practiceHealth(product.practicePort)).toEqual({ kind: 'nothing' })
  other.close()
})

it('names a setting that can’t be used, without its value', async () => {
  const { sluice, printed } = await product.start({ SLUICE_PORT: 'secret-word', SLUICE_MASTER_KEY: 'c2hvcnQ=' })
  expect(printed).toMatch(/^These settings can’t be used:\n {2}SLUICE_PORT: .*\n {2}SLUICE_MASTER_KEY: .*\n$/)
  expect(printed).not.toMatch(/secret-word|c2hvcnQ/)
  expect(sluice.exitCode).toBe(1)
})
