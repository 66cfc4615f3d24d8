import { hash } from 'node:crypto'
import type { BuiltRequest } from '@sluice/schema'

type Hashed = Pick<BuiltRequest, 'method' | 'url' | 'body'>

/** The start of the SHA-256 of method, URL and body: proves that a request that was made again is the same. 32 hexadecimal digits. */
export function fingerprintOf(request: Hashed): string {
  return encodeRequest(request).fingerprint
}

/** The body as bytes, and the fingerprint of the request: both at once, so that a long body is gone through once. */
export function encodeRequest({ method, url, body }: Hashed): { body: Buffer | null; fingerprint: string } {
  const head = `${method}\n${url}\n`
  const text = body ?? ''
  const headBytes = Buffer.byteLength(head)
  const bytes = Buffer.allocUnsafe(headBytes + Buffer.byteLength(text))
  bytes.write(head)
  bytes.write(text, headBytes)
  return {
    body: body === null ? null : bytes.subarray(headBytes),
    fingerprint: hash('sha256', bytes, 'hex').slice(0, 32),
  }
}
