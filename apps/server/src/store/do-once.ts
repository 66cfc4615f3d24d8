import { type Kysely, sql, type Transaction } from 'kysely'
import type { z } from 'zod'
import type { Database } from '../database/tables.ts'
import { AppError } from '../errors.ts'

/** A write that is to be done once, by its `Idempotency-Key`. */
export type OnceKey = { readonly scope: string; readonly key: string }

type Write<Answer> = {
  readonly once: OnceKey | undefined
  readonly answer: z.ZodType<Answer>
  /** Does the write; `fingerprint` is the SHA-256 of what was sent. */
  readonly act: (transaction: Transaction<Database>) => Promise<{ answer: Answer; fingerprint: Buffer }>
  /** The fingerprint of a request whose key was used before; nothing is written. */
  readonly fingerprint: () => Promise<Buffer>
}

/**
 * Does a write in a transaction, with its answer kept in the same one: with the same key again, the first answer is
 * given again. Throws `idempotency_mismatch` if something else was sent with that key, and `idempotency_in_progress`
 * while the first is at work. A write that fails keeps nothing.
 */
export async function doOnce<Answer>(db: Kysely<Database>, write: Write<Answer>): Promise<Answer> {
  const { once } = write
  if (once === undefined) return (await db.transaction().execute(write.act)).answer
  return db.transaction().execute(async (transaction) => {
    if (!(await takeTurn(transaction, once))) {
      throw keyInUse()
    }
    await clearOldAnswers(transaction)
    const earlier = await transaction
      .selectFrom('idempotent_answer')
      .select(['fingerprint', 'answer'])
      .where('scope', '=', once.scope)
      .where('key', '=', once.key)
      .executeTakeFirst()
    if (earlier) {
      if (earlier.fingerprint.equals(await write.fingerprint())) return write.answer.parse(earlier.answer)
      throw keyMismatch()
    }
    const { answer, fingerprint } = await write.act(transaction)
    await transaction
      .insertInto('idempotent_answer')
      .values({ ...once, fingerprint, answer: JSON.stringify(answer) })
      .execute()
    return answer
  })
}

/** Locks the key until the transaction ends; false while another one has it. */
async function takeTurn(transaction: Transaction<Database>, { scope, key }: OnceKey): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`${scope} ${key}`}, 0)) as taken
  `.execute(transaction)
  return rows[0]?.taken === true
}

/** Forgets answers that were kept long enough. */
export async function clearOldAnswers(db: Kysely<Database>): Promise<void> {
  await db.deleteFrom('idempotent_answer').where('created_at', '<', sql<Date>`now() - interval '48 hours'`).execute()
}

export const keyInUse = () =>
  new AppError('idempotency_in_progress', 'The first request with this Idempotency-Key is still at work.')

export const keyMismatch = () =>
  new AppError('idempotency_mismatch', 'This Idempotency-Key was used for another request. Use a new one.')
