const socketCodes = new Set(['ECONNREFUSED', 'ENOENT', 'ETIMEDOUT', 'ENOTFOUND'])
const brokenCodes = new Set(['ECONNRESET', 'EPIPE'])
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

/**
 * True for an error that says the database itself is gone, going, full or out of reach, whatever was asked of it:
 * trying again later may help, and nothing was accepted.
 */
export function isStorageTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (lostConnection.test(error.message)) return true
  if (!('code' in error) || typeof error.code !== 'string') return false
  // A connection that breaks under a query fails by its read or write. Streams of requests have no such call.
  if (brokenCodes.has(error.code) && 'syscall' in error) return true
  if (socketCodes.has(error.code)) return 'syscall' in error && error.syscall === 'connect'
  // Classes: 08 connection, 53 resources, 57P operator intervention, 58 system (a disk's fault); 25P03: the server has
  // closed the connection of a transaction that stood still.
  return /^(08|53|57P|58|25P03)/.test(error.code) && error.code.length === 5
}
