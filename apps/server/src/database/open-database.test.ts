import { expect, it } from 'vitest'
import { openDatabase } from './open-database.ts'

const log = { info: () => {}, warn: () => {}, error: () => {} }

it('says that a managed database is out of reach, without its password', async () => {
  const opening = openDatabase({ dataFolder: '/nowhere', databaseUrl: 'postgres://me:hunter2@127.0.0.1:1/sluice', log })
  await expect(opening).rejects.toThrow(
    'The database that DATABASE_URL names can’t be used: connect ECONNREFUSED 127.0.0.1:1.',
  )
})
