import type { HistoryStore } from '../../store/history.ts'
import { waits as defaultWaits, type Waits } from '../../waits.ts'
import type { NoteTeam } from '../budget/used-by-others.ts'
import type { NoteResult } from '../sending-metrics.ts'
import { GatheredMinutes } from './gathered-minutes.ts'

export type MinuteCounts = {
  readonly noteResult: NoteResult
  readonly noteTeam: NoteTeam
  /** Outcomes of a destination's records. */
  noteOutcomes(destinationId: string, sent: number, notSent: number): void
  /** Resolves when all that was noted before is stored, or couldn't be: then it is kept for the next time. */
  flush(): Promise<void>
  /** Ends its timer and stores what is left. */
  close(): Promise<void>
}

type Parts = {
  readonly store: Pick<HistoryStore, 'add'>
  readonly waits?: Pick<Waits, 'historyFlushMs' | 'historyKeepMs' | 'historyRemoveMs'>
  /** Told when the database can't be used. */
  readonly onError: (error: unknown) => void
  /** The wall clock. */
  readonly now?: () => number
}

/**
 * Counts what this process does by the minute, in memory, and adds it every few seconds to what all processes have
 * counted. It is for looking at, not for accounting: a crash loses what wasn't stored yet, and a connection that
 * breaks while it is stored may count it twice.
 */
export function createMinuteCounts({ store, waits = defaultWaits, onError, now = Date.now }: Parts): MinuteCounts {
  let gathered = new GatheredMinutes()
  let stored = Promise.resolve()
  let removeAt = 0
  const timer = setInterval(flush, waits.historyFlushMs).unref()

  return {
    noteResult({ key, destinationId }, result) {
      if (result === null || result.kind === 'not_sent') return
      const at = now()
      const points = result.kind === 'answered' ? (result.points ?? 1) : 0
      gathered.ofBudget(key, at).used += points
      if (destinationId === undefined) return
      const row = gathered.ofDestination(destinationId, at)
      row.requests += 1
      row.points += points
    },

    noteTeam(key, { others, allowed, now: toldNow }) {
      const row = gathered.ofBudget(key, others?.at ?? toldNow)
      row.allowed = allowed
      if (!others || (row.toldAt !== null && row.toldAt > others.toldAt)) return
      row.others = others.points
      row.toldAt = others.toldAt
    },

    noteOutcomes(destinationId, sent, notSent) {
      if (sent + notSent === 0) return
      const row = gathered.ofDestination(destinationId, now())
      row.sent += sent
      row.notSent += notSent
    },

    flush,

    async close() {
      clearInterval(timer)
      await flush()
    },
  }

  function flush(): Promise<void> {
    stored = stored.then(storeGathered)
    return stored
  }

  async function storeGathered(): Promise<void> {
    if (gathered.isEmpty) return
    const { rows } = gathered
    gathered = new GatheredMinutes()
    const isTimeToRemove = now() >= removeAt
    try {
      await store.add(rows, isTimeToRemove ? waits.historyKeepMs : null)
      if (isTimeToRemove) removeAt = now() + waits.historyRemoveMs
    } catch (error) {
      gathered.putBack(rows)
      onError(error)
    }
  }
}
