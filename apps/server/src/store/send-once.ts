import { type Kysely, sql } from 'kysely'
import type { z } from 'zod'
import type { Database } from '../database/tables.ts'
import { AppError } from '../errors.ts'
import { clearOldAnswers, keyInUse, keyMismatch, type OnceKey } from './do-once.ts'

type Send<Answer> = {
  readonly once: OnceKey | undefined
  readonly answer: z.ZodType<Answer>
  /** SHA-256 of what was asked for. */
  readonly fingerprint: Buffer
  readonly act: () => Promise<Answer>
}

/**
 * Does what no rollback takes back, as a request to a target, once for one `Idempotency-Key`: the key is kept before
 * it begins, the answer when it is known. A refusal (`AppError`) frees the key, for nothing was done. Where the
 * process ended in between, nobody knows: it is not done again, and said so (`idempotency_interrupted`).
 */
export async function sendOnce<Answer>(db: Kysely<Database>, send: Send<Answer>): Promise<Answer> {
  const { once, fingerprint, act } = send
  if (once === undefined) return act()
  await clearOldAnswers(db)
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('idempotent_answer')
    .values({ ...once, fingerprint, answer: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) return earlierAnswer(db, once, send)
  try {
    const answer = await act()
    await rowOf(db, once)
      .set({ answer: JSON.stringify(answer) })
      .execute()
    return answer
  } catch (error) {
    if (error instanceof AppError) await free(db, once)
    throw error
  }
}

const rowOf = (db: Kysely<Database>, { scope, key }: OnceKey) =>
  db.updateTable('idempotent_answer').where('scope', '=', scope).where('key', '=', key)

async function free(db: Kysely<Database>, { scope, key }: OnceKey): Promise<void> {
  await db.deleteFrom('idempotent_answer').where('scope', '=', scope).where('key', '=', key).execute()
}

async function earlierAnswer<Answer>(
  db: Kysely<Database>,
  { scope, key }: OnceKey,
  send: Send<Answer>,
): Promise<Answer> {
  const earlier = await db
    .selectFrom('idempotent_answer')
    .select(['fingerprint', 'answer', sql<boolean>`created_at > now() - interval '2 minutes'`.as('isRecent')])
    .where('scope', '=', scope)
    .where('key', '=', key)
    .executeTakeFirst()
  if (!earlier) throw keyInUse()
  if (!earlier.fingerprint.equals(send.fingerprint)) throw keyMismatch()
  if (earlier.answer !== null) return send.answer.parse(earlier.answer)
  // Longer than two minutes nothing is on its way.
  if (earlier.isRecent) throw keyInUse()
  throw new AppError(
    'idempotency_interrupted',
    'The first request with this Idempotency-Key was cut off, so it isn’t known whether it was carried out. Look at the target before you send it again, with a new key.',
  )
}
