import { createHash } from 'node:crypto'

/** SHA-256 of what a request asks for; equal requests have equal ones. */
export function fingerprintOf(request: Readonly<Record<string, unknown>>): Buffer {
  return createHash('sha256').update(JSON.stringify(request)).digest()
}
