import type { FastifyInstance } from 'fastify'
import { AppError } from '../errors.ts'

/** A stall that begins right after a timer is noticed only by what it is longer than the time between two. */
const timersPerDelay = 4

/**
 * Turns requests away while the process can't keep up: while a timer comes more than `busyAfterMs` too late, twice in
 * a row; that is noticed for sure from a quarter more on. A single stall is over when it is noticed, and costs nobody
 * an answer.
 */
export function refuseWhenBusy(app: FastifyInstance, busyAfterMs: number): void {
  const everyMs = busyAfterMs / timersPerDelay
  let [lateMs, lateBeforeMs] = [0, 0]
  let dueAt = performance.now() + everyMs
  const timer = setInterval(() => {
    const now = performance.now()
    lateBeforeMs = lateMs
    lateMs = now - dueAt
    dueAt = now + everyMs
  }, everyMs).unref()
  app.addHook('onClose', async () => clearInterval(timer))
  app.addHook('onRequest', async ({ url }) => {
    if (Math.min(lateMs, lateBeforeMs) <= busyAfterMs || url === '/healthz') return
    throw new AppError('busy', 'Sluice is busy. Try again in a moment.', [], { retryAfterSeconds: 5 })
  })
}
