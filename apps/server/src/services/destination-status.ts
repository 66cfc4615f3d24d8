import type { BudgetStatus, Connector, DestinationStatus } from '@sluice/schema'
import { AppError } from '../errors.ts'
import type { DestinationStore, StoredDestination } from '../store/destinations.ts'
import type { RecentRate } from '../store/recent-rate.ts'
import { countsOf } from './destination-view.ts'
import { recordsPerCall } from './records-per-call.ts'

export type DestinationStatusService = ReturnType<typeof createDestinationStatusService>

type Deps = {
  readonly destinations: Pick<DestinationStore, 'find' | 'ids'>
  readonly recentRate: (id: string) => Promise<RecentRate>
  /** What the rate budget of a credential's team allows now. */
  readonly budgetOf: (credentialId: string) => Promise<BudgetStatus>
  readonly connectors: ReadonlyMap<string, Connector>
}

/** How far destinations are, in one look at the journal. */
export function createDestinationStatusService({ destinations, recentRate, budgetOf, connectors }: Deps) {
  return {
    find,

    async get(id: string): Promise<DestinationStatus> {
      const status = await find(id)
      if (!status) throw new AppError('not_found', `There is no destination with id ${id}. It may have been deleted.`)
      return status
    },

    /** Of all, or of those that send a Nexset. */
    ids: (nexsetId?: string): Promise<string[]> => destinations.ids(nexsetId),
  }

  async function find(id: string): Promise<DestinationStatus | undefined> {
    const stored = await destinations.find(id)
    if (!stored) return undefined
    const [recent, budget] = await Promise.all([recentRate(id), budgetOf(stored.credential_id)])
    const counts = countsOf(stored)
    const rate = recent.records / Math.max(1, recent.seconds)
    return {
      id,
      state: stored.state,
      hold: stored.hold,
      cursor: stored.cursor,
      recordCount: stored.recordCount,
      waiting: counts.pending,
      counts,
      rate: Math.round(rate * 10) / 10,
      budget,
      estimateSeconds: estimate(stored, counts.pending, rate, budget),
      lastSentAt: stored.last_sent_at?.toISOString() ?? null,
    }
  }

  /** At the speed of the last minute; before there is one, at what the budget allows. */
  function estimate(
    { state, connector: id, request }: StoredDestination,
    waiting: number,
    rate: number,
    { allowed }: BudgetStatus,
  ): number | null {
    if (waiting === 0) return 0
    const connector = connectors.get(id)
    if (state !== 'active' || !connector) return null
    const perSecond = rate > 0 ? rate : (allowed * recordsPerCall(connector, request)) / 60
    return perSecond > 0 ? Math.ceil(waiting / perSecond) : null
  }
}
