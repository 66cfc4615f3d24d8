import { hash } from 'node:crypto'
import type { BuiltRequest } from '@sluice/schema'

/** The start of the SHA-256 of method, URL and body: proves that a request that was made again is the same. 32 hexadecimal digits. */
export function fingerprintOf({ method, url, body }: Pick<BuiltRequest, 'method' | 'url' | 'body'>): string {
  return hash('sha256', `${method}\n${url}\n${body ?? ''}`, 'hex').slice(0, 32)
}
