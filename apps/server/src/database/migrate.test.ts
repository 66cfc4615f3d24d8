import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { createTestDatabase } from '../../test/test-database.ts'
import { migrate } from './migrate.ts'

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

const folderWith = async (files: Record<string, string>) => {
  const folder = await temporaryFolder()
  folders.push(folder)
  await Promise.all(Object.entries(files).map(([name, sql]) => writeFile(join(folder, name), sql)))
  return folder
}

/** A database that has run none of the product's migrations. */
const emptyDatabase = async () => {
  const database = await createTestDatabase()
  await database.pool.query('drop schema public cascade; create schema public')
  return database
}

const first = { '0001_first.sql': 'create table first (id int primary key); insert into first values (1)' }
const second = { '0002_second.sql': 'create table second (id int8)' }

it('runs each migration once, in order, when eight processes start together', async () => {
  await using database = await emptyDatabase()
  const folder = await folderWith({ ...second, ...first })
  const runs = await Promise.all(Array.from({ length: 8 }, () => migrate(database.pool, folder)))
  expect(runs.flat()).toEqual(['0001_first.sql', '0002_second.sql'])
  expect((await database.pool.query('select id from first')).rows).toEqual([{ id: 1 }])
})

it('runs only what is new', async () => {
  await using database = await emptyDatabase()
  await migrate(database.pool, await folderWith(first))
  expect(await migrate(database.pool, await folderWith({ ...first, ...second }))).toEqual(['0002_second.sql'])
})

it('keeps nothing of a migration that fails, and names it', async () => {
  await using database = await emptyDatabase()
  const broken = { '0002_second.sql': 'create table second (id int8); select 1 / 0' }
  await expect(migrate(database.pool, await folderWith({ ...first, ...broken }))).rejects.toThrow(
    'The migration 0002_second.sql failed: division by zero',
  )
  expect(await migrate(database.pool, await folderWith({ ...first, ...second }))).toEqual(['0002_second.sql'])
})

it('refuses a migration that was changed after it ran', async () => {
  await using database = await emptyDatabase()
  await migrate(database.pool, await folderWith(first))
  await expect(migrate(database.pool, await folderWith({ '0001_first.sql': 'select 1' }))).rejects.toThrow(
    'The migration 0001_first.sql was changed after this database had run it. Put the old text back.',
  )
})

it('refuses a database that a newer Sluice has been at', async () => {
  await using database = await emptyDatabase()
  await migrate(database.pool, await folderWith({ ...first, ...second }))
  await expect(migrate(database.pool, await folderWith(first))).rejects.toThrow(
    'A newer Sluice has been at this database (it ran 0002_second.sql). Start that version, or a later one.',
  )
})

it('refuses two migrations of one number', async () => {
  await using database = await emptyDatabase()
  const folder = await folderWith({ ...first, '0001_other.sql': 'select 1' })
  await expect(migrate(database.pool, folder)).rejects.toThrow('0001_other.sql hasn’t')
})
