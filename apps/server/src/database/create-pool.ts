import { Pool, type PoolConfig, types } from 'pg'

const int8 = 20
/** A process that is stopped in the middle of a transaction (not dead, so that nobody sees it go) gives its locks back. */
export const idleInTransactionMs = 15_000

/** A pool whose `int8` values are numbers; one beyond 2^53 fails the query instead of being rounded. */
export function createPool(config: PoolConfig): Pool {
  const pool = new Pool({
    max: 20,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    // A server that went without a word is noticed.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    ...config,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === int8 && format !== 'binary' ? safeInteger : types.getTypeParser(oid, format),
    },
  })
  // A connection that breaks while somebody holds it, between two queries, would end the process; the next query tells.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is no whole number that JavaScript can hold`)
  return value
}
