import { isStorageTrouble } from './is-storage-trouble.ts'

/**
 * For errors of a query alone: that the database is gone, going, full or out of reach, or that the connection broke
 * under the query. Whether a commit that failed so took place is unknown.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (isStorageTrouble(error)) return true
  if (!(error instanceof Error)) return false
  if (/^Client was closed|not queryable/.test(error.message)) return true
  return 'code' in error && (error.code === 'EPIPE' || error.code === 'ECONNRESET')
}
