import type { Grant } from '../sending/rate-budget.ts'
import { judgeAttempt } from './judge-attempt.ts'
import type { Committed, Slice } from './slice.ts'
import { isAgain } from './work-item.ts'

/** Answers that wait to be filed; beyond them nothing is sent. */
const mostResultBytes = 16 * 1024 * 1024

/**
 * One of the slice's senders: asks for points, sends the next request of the outbox, judges what came back, and
 * goes on. Ends when the slice is over; a request that has begun is finished.
 */
export async function sendLoop(slice: Slice): Promise<void> {
  const { progress, outbox } = slice
  // A point is asked for only when its request can go out at once: it counts in the minute in which it was given.
  const claim = () => {
    const isThere = outbox.length > progress.claims && progress.resultBytes < mostResultBytes
    if (isThere) progress.claims += 1
    return isThere
  }
  const mayGoOn = () => slice.isSent() || claim()
  while (true) {
    await slice.until(mayGoOn)
    if (slice.isSent()) return
    const grant = await askForPoints(slice)
    progress.claims -= 1
    const next = grant && !slice.halt.aborted ? outbox.shift() : undefined
    if (next && grant && (isNewsFresh(slice) || (await getFreshNews(slice)))) await send(slice, next, grant)
    else {
      if (next) outbox.unshift(next)
      if (grant) slice.parts.budgets.settle(grant, null)
    }
  }
}

/** Null when the slice was stopped while it waited. */
async function askForPoints({ parts, credential, handOut, halt }: Slice): Promise<Grant | null> {
  try {
    return await parts.budgets.acquire(credential.budget, {
      kind: 'delivery',
      destinationId: handOut.destinationId,
      limits: credential.limits,
      signal: halt,
    })
  } catch (error) {
    if (halt.aborted) return null
    throw error
  }
}

/** A pause is obeyed within a second of its answer: nothing starts on older news than that. */
const isNewsFresh = ({ parts, progress }: Slice): boolean =>
  parts.clock.monotonicMs() - progress.confirmedAt < parts.waits.stateStaleMs

/** False when nothing may start. */
async function getFreshNews(slice: Slice): Promise<boolean> {
  const { parts, handOut } = slice
  await slice.until(() => slice.halt.aborted || isNewsFresh(slice), parts.waits.sendByMs)
  if (!isNewsFresh(slice))
    parts.log.warn({ destinationId: handOut.destinationId }, 'The database doesn’t answer; sending waits.')
  return !slice.halt.aborted && isNewsFresh(slice)
}

async function send(slice: Slice, next: Committed, grant: Grant): Promise<void> {
  const { parts, credential, progress, cut } = slice
  progress.inFlight += 1
  parts.inFlight.add(next.intentGroupId)
  const sentAt = parts.clock.now()
  const isRetry = isAgain(next.item.history)
  slice.repeats.note(isRetry)
  if (isRetry) parts.metrics.noteRetry()
  const result = await parts.door.send(next.item.request, credential, { signal: cut, sendBy: next.sendBy })
  parts.budgets.settle(grant, result)
  parts.inFlight.delete(next.intentGroupId)
  progress.inFlight -= 1
  progress.finished += 1
  judgeAttempt(slice, next, result, sentAt)
  slice.changed()
}
