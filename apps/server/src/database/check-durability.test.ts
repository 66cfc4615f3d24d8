import { expect, it } from 'vitest'
import { createTestDatabase } from '../../test/test-database.ts'
import { checkDurability } from './check-durability.ts'

// The database of the tests doesn't wait for the disk.

it('D2: refuses to run on an embedded database that confirms what isn’t on disk', async () => {
  await using database = await createTestDatabase()
  await expect(checkDurability(database.pool, 'embedded')).rejects.toThrow(
    'The database runs with fsync, full_page_writes, synchronous_commit off, so accepted records could be lost.',
  )
})

it('D2: warns of each such setting of a managed database', async () => {
  await using database = await createTestDatabase()
  expect(await checkDurability(database.pool, 'managed')).toEqual(
    ['fsync', 'full_page_writes', 'synchronous_commit'].map(
      (name) => `The database runs with ${name} off: records that Sluice has accepted can be lost when it crashes.`,
    ),
  )
})
