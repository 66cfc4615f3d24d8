import { irreversibleRequest } from '@sluice/request-builder'
import type { ActivateFrom, Confirmation, Connector } from '@sluice/schema'
import type { Transaction } from 'kysely'
import type { Database } from '../database/tables.ts'
import { AppError } from '../errors.ts'
import type { DestinationStateStore, Start } from '../store/destination-states.ts'
import type { LockedDestination } from '../store/lock-destination.ts'
import type { EarlierRequest, OpenWork, OpenWorkStore } from '../store/open-work.ts'
import { noOutcomes, type OutcomeTally } from '../store/outcome-tally.ts'
import { countReplaying } from '../store/replays.ts'

export type DestinationStateService = ReturnType<typeof createDestinationStateService>

type Deps = {
  readonly states: DestinationStateStore
  readonly openWork: OpenWorkStore
  readonly connectors: ReadonlyMap<string, Connector>
}

/** Activating, pausing and releasing destinations, with the leave that what can't be undone needs. */
export function createDestinationStateService({ states, openWork, connectors }: Deps) {
  return {
    /** Sends what stands above the chosen place, and what arrives later. Given a transaction, it is part of that. */
    async activate(
      id: string,
      { from, confirm }: { from: ActivateFrom; confirm?: Confirmation | undefined },
      within?: Transaction<Database>,
    ): Promise<void> {
      await states.withLock(
        id,
        async (row, transaction) => {
          const destination = existing(row, id)
          if (destination.state === 'active')
            throw new AppError(
              'conflict',
              `${destination.name} is active already. Pause it first to start from elsewhere.`,
            )
          const approval = await approve(destination, from, confirm, transaction)
          const isAtStart = destination.cursor === 0 && destination.filed_ahead === 0
          if (from === 'cursor' || (from === 'start' && isAtStart))
            return states.start(transaction, destination, { from: 'cursor', passed: noOutcomes, approval })
          await states.start(transaction, destination, { from, passed: await passedOver(destination), approval })
        },
        within,
      )
    },

    /** No request starts later than a second after this; those in flight finish and are recorded. */
    async pause(id: string): Promise<void> {
      await states.withLock(id, async (row, transaction) => {
        const destination = existing(row, id)
        if (destination.state === 'inactive')
          throw new AppError('conflict', `${destination.name} isn’t active, so there is nothing to pause.`)
        if (destination.state !== 'paused') await states.pause(transaction, id)
      })
    },

    /** Ends a hold; delivery goes on where it stopped. */
    async release(id: string, { confirm }: { confirm?: Confirmation | undefined }): Promise<void> {
      await states.withLock(id, async (row, transaction) => {
        const destination = existing(row, id)
        if (destination.state !== 'held') throw new AppError('conflict', `${destination.name} isn’t held.`)
        const approval = await approve(destination, 'cursor', confirm, transaction)
        await states.start(transaction, destination, { from: 'cursor', passed: noOutcomes, approval })
      })
    },
  }

  /**
   * The leave for all that waits, replays with it, once name and count are typed as they are; null where none is
   * needed.
   */
  async function approve(
    row: LockedDestination,
    from: ActivateFrom,
    confirm: Confirmation | undefined,
    transaction: Transaction<Database>,
  ): Promise<Start['approval']> {
    const connector = connectors.get(row.connector)
    const needsLeave = connector && irreversibleRequest(connector, row.request) !== null
    if (!needsLeave && row.hold?.kind !== 'approval') return null
    const fromSeq = (from === 'start' ? 0 : from === 'now' ? row.recordCount : row.cursor) + 1
    const waiting = row.recordCount - fromSeq + 1 - (from === 'cursor' ? row.filed_ahead : 0)
    const count = waiting + (from === 'start' ? 0 : await countReplaying(transaction, row.id))
    if (confirm?.name !== row.name || confirm.count !== count) {
      throw new AppError(
        'approval_required',
        `What ${row.name} sends can’t be undone. To go on, type its name and the count of the records that it concerns: ${count}.`,
      )
    }
    return { count, fromSeq, toSeq: row.recordCount }
  }

  /** For a start elsewhere: outcomes above the cursor, the rest skipped. Nothing may be on its way or in doubt. */
  async function passedOver(row: LockedDestination): Promise<OutcomeTally> {
    const work = await openWork.load(row.id, row.pass, row.cursor)
    const open = [...findUndecided(work), ...(await undecidedReplays(row.id))]
    if (open.length > 0)
      throw new AppError(
        'conflict',
        `${open.length} requests of ${row.name} have no answer yet. Activate it where it stopped, so that they are decided; then start from elsewhere.`,
      )
    const passed = { ...noOutcomes }
    for (const outcome of work.filed.values()) passed[outcome] += 1
    passed.skipped += row.recordCount - row.cursor - work.filed.size
    return passed
  }

  /** Of the replay at work: the others haven't begun. */
  async function undecidedReplays(id: string): Promise<EarlierRequest[]> {
    const replay = await openWork.findReplay(id)
    if (replay === null) return []
    const { requests, done } = await openWork.loadReplay(replay)
    return findUndecided({ filed: new Map(done.map((seq) => [seq, 'sent'])), requests })
  }
}

/** Requests that may have been applied and whose records have no outcome. */
function findUndecided({ filed, requests }: OpenWork) {
  const seen = new Set<number>()
  return requests.filter(({ seqs, attempt }) => {
    const isNewest = seqs.some((seq) => !seen.has(seq) && !filed.has(seq))
    for (const seq of seqs) seen.add(seq)
    return isNewest && (attempt === null || attempt.result === 'in_doubt')
  })
}

function existing(row: LockedDestination | undefined, id: string): LockedDestination {
  if (!row) throw new AppError('not_found', `There is no destination with id ${id}.`)
  return row
}
