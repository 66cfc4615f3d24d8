import { v7 as uuid } from 'uuid'
import { isDatabaseAway } from '../database/is-database-away.ts'
import type { IntentRefusal } from '../store/intents.ts'
import { approvalHold } from './hold-causes.ts'
import type { Lane } from './lane.ts'
import { pause } from './pause.ts'
import type { Slice } from './slice.ts'
import { isAgain, type WorkItem } from './work-item.ts'

const largestGroup = 512
/** Of requests that can't simply be sent again, at most so many times those in flight are committed and not filed. */
const mostOpenPerFlight = 3

/** Commits intents, one group ahead of the sending, and puts their requests into the outbox. */
export async function intentLoop(slice: Slice): Promise<void> {
  const { queue, outbox, parts, progress } = slice
  while (!slice.isOver()) {
    const ahead = mostAhead(slice)
    const room = () => mostOpen(slice) - progress.open
    const canCommit = () => queue.readyCount > 0 && outbox.length <= ahead / 2 && room() > 0
    const due = queue.nextDueAt()
    const untilDue = due === null ? undefined : due - parts.clock.monotonicMs()
    await slice.until(() => slice.isOver() || canCommit(), untilDue)
    if (slice.isOver() || !canCommit()) continue
    const items = takeAllowed(slice, Math.min(room(), Math.max(1, ahead - outbox.length)))
    if (items.length === 0) continue
    progress.committing = items.length
    progress.open += items.length
    for (const [lane, own] of Map.groupBy(items, (item) => item.lane)) await commit(slice, lane, own)
    progress.committing = 0
    slice.changed()
  }
}

/** Repeats beyond their share wait a little. */
function takeAllowed({ queue, repeats, parts }: Slice, most: number): WorkItem[] {
  const mayRepeat = repeats.isAllowed()
  return queue.take(most).filter((item) => {
    if (mayRepeat || !isAgain(item.history)) return true
    queue.again(item, parts.clock.monotonicMs() + parts.waits.backoffFirstMs)
    return false
  })
}

/**
 * How many intents may be committed and unsent. After a crash each is in doubt: few where a doubt can't be cleared
 * by sending again. No more than go out in a fifth of their send-by, or they pass it while they wait for points.
 */
function mostAhead({ repeat, credential, progress, parts: { waits } }: Slice): number {
  const least = credential.limits.inFlight
  // What has ended since the rate was worked out tells of a quick target at once.
  const rate = Math.max(progress.rate, ((progress.finished - progress.finishedBefore) / waits.stateCheckMs) * 1_000)
  const soon = Math.ceil((rate * waits.sendByMs) / 5_000)
  return repeat === 'safe' ? Math.min(largestGroup, Math.max(2 * least, soon)) : least
}

/**
 * How many intents may be without a filed outcome, all in all: that many records of a slice are in doubt at most when
 * its process dies. Where sending again clears the doubt, the outbox alone is the bound.
 */
function mostOpen({ repeat, credential }: Slice): number {
  return repeat === 'safe' ? Number.POSITIVE_INFINITY : mostOpenPerFlight * credential.limits.inFlight
}

async function commit(slice: Slice, lane: Lane, items: readonly WorkItem[]): Promise<void> {
  const { parts, handOut, inputs, progress } = slice
  const startedAt = parts.clock.monotonicMs()
  const group = {
    id: uuid(),
    workerId: parts.workerId,
    inputs,
    isReplay: lane.isReplay,
    needsApproval: slice.isIrreversible || items.some((item) => item.isIrreversible),
    requests: items.map(({ request, fingerprint, history }) => ({
      seqs: request.seqs,
      keys: request.keys,
      fingerprint,
      isRepeat: history.isRepeat,
    })),
  }
  const committed = await commitPersistently(slice, () =>
    parts.intents.commit({ ...handOut, runId: lane.runId }, group),
  )
  if (committed === null) return
  if (committed !== 'committed') {
    refuse(slice, committed)
    return
  }
  progress.confirmedAt = Math.max(progress.confirmedAt, startedAt)
  items.forEach((item, requestIndex) => {
    slice.outbox.push({ item, intentGroupId: group.id, requestIndex, sendBy: startedAt + parts.waits.sendByMs })
  })
  slice.changed()
}

/** While the database is away nothing can be sent; it is tried again until it is back or the slice is over. */
async function commitPersistently<Value>(slice: Slice, work: () => Promise<Value>): Promise<Value | null> {
  while (!slice.isOver()) {
    try {
      return await work()
    } catch (error) {
      if (!isDatabaseAway(error)) throw error
      slice.parts.log.warn({ err: error }, 'The journal can’t be written; sending waits for the database.')
      await pause(slice.parts.waits.storageRetryMs, slice.halt)
    }
  }
  return null
}

function refuse(slice: Slice, refusal: IntentRefusal): void {
  switch (refusal) {
    case 'lost':
      slice.stop('lost')
      break
    case 'stopped':
    case 'edited':
      slice.stop('state')
      break
    case 'approval':
      slice.stop('held', approvalHold(slice.handOut.approvedCount, labelOf(slice)))
      break
    default:
      refusal satisfies never
  }
}

function labelOf({ connector, handOut: { request } }: Slice): string {
  if (request.mode === 'advanced') return `${request.method} ${request.url}`
  return connector.templates.find(({ id }) => id === request.template)?.title ?? request.template
}
