import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createTestDatabase } from '../../../test/test-database.ts'
import { createMasterKeyStore } from '../../store/master-keys.ts'
import { loadMasterKey } from './master-key.ts'

async function start() {
  const scope = new AsyncDisposableStack()
  const database = scope.use(await createTestDatabase())
  const dataFolder = await mkdtemp(join(tmpdir(), 'sluice-key-'))
  scope.defer(() => rm(dataFolder, { recursive: true }))
  const warnings: string[] = []
  const log = { info: () => {}, warn: (_data: unknown, text?: string) => warnings.push(text ?? '') }
  const store = createMasterKeyStore(database.db)
  const load = (given?: string) => loadMasterKey({ given, dataFolder, store, log })
  return Object.assign(scope, {
    load,
    store,
    file: join(dataFolder, 'master.key'),
    dataFolder,
    warnings,
    [Symbol.asyncDispose]: () => scope.disposeAsync(),
  })
}

it('makes a key at the first start, for its own user alone, and finds it again', async () => {
  await using place = await start()
  const made = await place.load()
  expect((await stat(place.file)).mode & 0o777).toBe(0o600)
  expect(made.key).toHaveLength(32)
  expect(await place.load()).toEqual(made)
  expect(await readdir(place.dataFolder)).toEqual(['master.key'])
})

it('makes one key when eight processes start together', async () => {
  await using place = await start()
  const keys = await Promise.all(Array.from({ length: 8 }, () => place.load()))
  expect(new Set(keys.map(({ id }) => id)).size).toBe(1)
})

it('refuses another key, and a missing one, and changes nothing', async () => {
  await using place = await start()
  const made = await place.load()
  const text = await readFile(place.file, 'utf8')
  await expect(place.load(randomBytes(32).toString('base64'))).rejects.toThrow(
    'isn’t the one that this database was sealed with',
  )
  await writeFile(place.file, randomBytes(32).toString('base64'))
  await expect(place.load()).rejects.toThrow('isn’t the one that this database was sealed with')
  await rm(place.file)
  await expect(place.load()).rejects.toThrow('The master key of this database is missing')
  expect(await readdir(place.dataFolder)).toEqual([])
  expect(await place.load(text.trim())).toEqual(made)
  expect(await place.store.list()).toHaveLength(1)
})

it.each([
  ['short', randomBytes(31).toString('base64')],
  ['long', randomBytes(33).toString('base64')],
  ['not base64', 'z'.repeat(44)],
  ['all zero', Buffer.alloc(32).toString('base64')],
  ['a pattern', Buffer.from('abcd'.repeat(8)).toString('base64')],
])('refuses a key that is %s', async (_name, given) => {
  await using place = await start()
  await expect(place.load(given)).rejects.toThrow('The master key in SLUICE_MASTER_KEY is too weak')
  expect(await place.store.list()).toEqual([])
})

it('warns of a key file that others may read', async () => {
  await using place = await start()
  await place.load()
  await chmod(place.file, 0o644)
  await place.load()
  expect(place.warnings).toEqual(['Other users of this machine may read the key file. Set its mode to 0600.'])
})
