import type { DestinationStatus } from '@sluice/schema'
import { AppError } from '../errors.ts'
import type { StatusFeed, StatusFilter } from './status-feed.ts'

export type EventStreams = {
  /**
   * Server-sent events: `status` of each destination at once, then with each change; a comment now and then, so that
   * nobody between takes the silence for an end. Ends when `signal` aborts. Throws when too many are open.
   */
  open(filter: StatusFilter, signal: AbortSignal): AsyncGenerator<string, void>
}

const mostStreams = 5
const reconnectMs = 2_000

/** The streams that pages are open with. */
export function createEventStreams(feed: StatusFeed, stopping: AbortSignal, heartbeatMs = 15_000): EventStreams {
  let open = 0

  return {
    open(filter, signal) {
      if (open >= mostStreams)
        throw new AppError(
          'too_many_requests',
          `${mostStreams} pages are following destinations already. Close one of them.`,
          [],
          { limit: mostStreams, retryAfterSeconds: 5 },
        )
      open += 1
      const ended = AbortSignal.any([signal, stopping])
      ended.aborted ? close() : ended.addEventListener('abort', close, { once: true })
      return events(feed, filter, ended, heartbeatMs)
    },
  }

  function close(): void {
    open -= 1
  }
}

async function* events(
  feed: StatusFeed,
  filter: StatusFilter,
  ended: AbortSignal,
  heartbeatMs: number,
): AsyncGenerator<string, void> {
  // Of each destination only the newest: a slow reader isn't told what was.
  const waiting = new Map<string, DestinationStatus>()
  const told = new Map<string, string>()
  let wake = () => {}
  const unsubscribe = feed.subscribe(filter, (status) => {
    waiting.set(status.id, status)
    wake()
  })
  ended.addEventListener('abort', () => wake(), { once: true })
  try {
    yield `retry: ${reconnectMs}\n\n`
    for (const status of await feed.snapshot(filter)) if (!waiting.has(status.id)) waiting.set(status.id, status)
    while (!ended.aborted) {
      for (const [id, status] of waiting) {
        waiting.delete(id)
        const data = JSON.stringify(status)
        if (told.get(id) === data) continue
        told.set(id, data)
        yield `event: status\ndata: ${data}\n\n`
      }
      const isQuiet = await silence(heartbeatMs)
      if (isQuiet && !ended.aborted) yield ': still here\n\n'
    }
  } finally {
    unsubscribe()
  }

  /** Resolves with true after the time, with false as soon as there is something to tell. */
  function silence(ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      if (ended.aborted || waiting.size > 0) return resolve(false)
      const timer = setTimeout(() => resolve(true), ms)
      wake = () => {
        clearTimeout(timer)
        resolve(false)
      }
    })
  }
}
