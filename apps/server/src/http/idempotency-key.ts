import type { FastifyRequest } from 'fastify'
import { AppError } from '../errors.ts'

/** The request's `Idempotency-Key`, if it has one: 1 to 255 visible ASCII characters. */
export function idempotencyKey(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key)) return key
  throw new AppError('invalid_request', 'An Idempotency-Key has 1 to 255 visible ASCII characters.')
}
