import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { withoutQuery } from '../path-pattern.ts'

/** A request as it came in, its body read to the end. */
export type Arrival = {
  at: string
  method: string
  /** With the query, as it came. */
  path: string
  pathname: string
  headers: IncomingMessage['headers']
  body: string
  bodyBase64?: string
  number: number
  alongside: number[]
}

/** Reads the body. Calls back once with the whole of it, or never when the client goes away first. */
export function readBody(request: IncomingMessage, done: (bytes: Buffer) => void): void {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => done(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)))
  request.on('error', () => request.destroy())
}

export function arrivalOf(
  request: IncomingMessage,
  bytes: Buffer,
  order: Pick<Arrival, 'at' | 'number' | 'alongside'>,
): Arrival {
  const path = request.url ?? '/'
  const arrival = {
    ...order,
    method: request.method ?? 'GET',
    path,
    pathname: withoutQuery(path),
    headers: request.headers,
    body: bytes.toString('utf8'),
  }
  return isUtf8(bytes) ? arrival : { ...arrival, bodyBase64: bytes.toString('base64') }
}
