import { IncomingMessage } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../errors.ts'
import { handleError } from './error-handler.ts'

/** Gives up on a body that makes no progress for so long; how long it takes as a whole doesn't matter. */
export function limitStall(request: FastifyRequest, reply: FastifyReply, longestStallMs: number): void {
  const { raw } = request
  const hasBody = raw.headers['transfer-encoding'] !== undefined || Number(raw.headers['content-length'] ?? 0) > 0
  // An injected request has no socket, and comes whole.
  if (!hasBody || !(raw instanceof IncomingMessage)) return
  raw.setTimeout(longestStallMs, () => {
    if (raw.complete) return
    if (!reply.sent) {
      reply.header('connection', 'close')
      handleError(new AppError('request_timeout', 'The rest of the body didn’t come.'), request, reply)
    }
    raw.socket.end()
  })
  raw.once('end', () => raw.setTimeout(0))
}
