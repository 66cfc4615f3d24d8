import { expect, it } from 'vitest'
import { createTestDatabase } from '../../test/test-database.ts'
import { createPool } from './create-pool.ts'
import { isDatabaseAway } from './is-database-away.ts'

it('takes the locks back from a transaction that stands still, whose next query says that the database is away', async () => {
  await using database = await createTestDatabase()
  const pool = createPool({ ...database.connection, idle_in_transaction_session_timeout: 200 })
  const asleep = await pool.connect()
  await asleep.query('begin')
  await asleep.query('lock table nexset')
  await pool.query('begin; lock table nexset; commit')
  const error: unknown = await asleep.query('select 1').then(
    () => null,
    (reason) => reason,
  )
  expect(isDatabaseAway(error)).toBe(true)
  asleep.release(true)
  await pool.end()
})
