import { sql } from 'kysely'
import { afterAll, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestDatabase } from '../../test/test-database.ts'
import { AppError } from '../errors.ts'
import { sendOnce } from './send-once.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())
const { db } = database

/** Sends by this key; what is asked for is a text. */
const sender =
  (key: string | undefined) =>
  (asked: string, act: () => Promise<string>): Promise<string> =>
    sendOnce(db, {
      once: key === undefined ? undefined : { scope: 'test', key },
      answer: z.string(),
      fingerprint: Buffer.from(asked),
      act,
    })

const codeOf = (answer: Promise<string>) =>
  answer.catch((error: unknown) => (error instanceof AppError ? error.code : 'bug'))

it('sends once for one key and gives the first answer again; without a key each time', async () => {
  let sent = 0
  const act = async () => `answer ${++sent}`
  const [once, always] = [sender('a'), sender(undefined)]
  expect([await once('x', act), await once('x', act), await codeOf(once('y', act))]).toEqual([
    'answer 1',
    'answer 1',
    'idempotency_mismatch',
  ])
  expect([await always('x', act), await always('x', act)]).toEqual(['answer 2', 'answer 3'])
})

it('says so while the first is at work', async () => {
  const begun = Promise.withResolvers<string>()
  const once = sender('b')
  const isAtWork = Promise.withResolvers<void>()
  const first = once('x', () => {
    isAtWork.resolve()
    return begun.promise
  })
  await isAtWork.promise
  const second = await codeOf(once('x', async () => 'twice'))
  begun.resolve('done')
  expect([second, await first, await once('x', async () => 'never')]).toEqual([
    'idempotency_in_progress',
    'done',
    'done',
  ])
})

it('frees the key after a refusal, for nothing was sent', async () => {
  const once = sender('c')
  const refused = codeOf(once('x', () => Promise.reject(new AppError('not_found', 'Gone.'))))
  expect([await refused, await once('y', async () => 'sent')]).toEqual(['not_found', 'sent'])
})

it('never sends again what was cut off on its way', async () => {
  const once = sender('d')
  const broken = await codeOf(once('x', () => Promise.reject(new Error('The process ends here.'))))
  const soon = await codeOf(once('x', async () => 'twice'))
  await sql`update idempotent_answer set created_at = now() - interval '3 minutes' where key = 'd'`.execute(db)
  const later = await codeOf(once('x', async () => 'twice'))
  expect([broken, soon, later]).toEqual(['bug', 'idempotency_in_progress', 'idempotency_interrupted'])
})

it('forgets an answer after 48 hours', async () => {
  const once = sender('e')
  await once('x', async () => 'first')
  await sql`update idempotent_answer set created_at = now() - interval '49 hours' where key = 'e'`.execute(db)
  expect(await once('y', async () => 'second')).toBe('second')
})
