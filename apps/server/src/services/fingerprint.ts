import { hash } from 'node:crypto'
import type { BuiltRequest } from '@sluice/schema'

/** The start of the SHA-256 of method, URL and body: proves that a request that was made again is the same. 16 bytes. */
export function fingerprintOf({ method, url, body }: Pick<BuiltRequest, 'method' | 'url' | 'body'>): Uint8Array {
  return hash('sha256', `${method}\n${url}\n${body ?? ''}`, 'buffer').subarray(0, 16)
}
