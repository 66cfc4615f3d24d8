import type { BudgetStatus, Connector } from '@sluice/schema'
import type { Kysely } from 'kysely'
import type { PoolConfig } from 'pg'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { Clock } from './clock.ts'
import { listen } from './database/listen.ts'
import type { Database } from './database/tables.ts'
import { createDeliveryParts } from './delivery/create-delivery-parts.ts'
import { createDeliveryEngine } from './delivery/engine.ts'
import type { MinuteCounts } from './sending/history/minute-counts.ts'
import type { OriginPolicy } from './sending/origin-policy.ts'
import type { RateBudgets } from './sending/rate-budget.ts'
import type { Door } from './sending/send-request.ts'
import { createActivationPlan } from './services/activation-plan.ts'
import { budgetKeyOf } from './services/credential-secrets.ts'
import type { CredentialService } from './services/credentials.ts'
import { createDestinationControl } from './services/destination-control.ts'
import { createDestinationHistory } from './services/destination-history.ts'
import { createDestinationStateService } from './services/destination-states.ts'
import { createDestinationStatusService } from './services/destination-status.ts'
import { createDestinationService } from './services/destinations.ts'
import { createEventStreams } from './services/event-stream.ts'
import type { NexsetIntake } from './services/nexset-intake.ts'
import type { NexsetService } from './services/nexsets.ts'
import { createOutcomeService } from './services/outcomes/outcomes.ts'
import { createDismissalService } from './services/replays/dismissals.ts'
import { createReplayService } from './services/replays/replays.ts'
import { createRunService } from './services/runs.ts'
import { createStatusFeed } from './services/status-feed.ts'
import { appendedChannel } from './store/append-records.ts'
import { announce, changedChannel, progressChannel } from './store/destination-states.ts'
import { createDestinationStore } from './store/destinations.ts'
import { findErrorGroups } from './store/error-groups.ts'
import { findExchanges } from './store/exchanges.ts'
import { createHistoryStore } from './store/history.ts'
import type { NexsetStore } from './store/nexsets.ts'
import { createOutcomeStore } from './store/outcomes.ts'
import { findRecentRate } from './store/recent-rate.ts'
import { countReplaying } from './store/replays.ts'
import { createRunStore } from './store/runs.ts'
import type { Waits } from './waits.ts'

type Parts = {
  readonly db: Kysely<Database>
  readonly connection: PoolConfig
  readonly log: Logger
  readonly metrics: Registry
  readonly minutes: MinuteCounts
  readonly stopping: AbortSignal
  readonly connectors: ReadonlyMap<string, Connector>
  readonly nexsets: NexsetService
  readonly nexsetStore: Pick<NexsetStore, 'find'>
  readonly intake: NexsetIntake
  readonly credentials: CredentialService
  readonly door: Door
  readonly budgets: RateBudgets
  readonly policy: OriginPolicy
  readonly waits?: Waits | undefined
  readonly clock?: Clock
}

/** Destinations: what people do with them, the engine that delivers, and what is told of it. */
export async function composeDestinations(parts: Parts) {
  const { db, connection, log, connectors, nexsets, credentials, policy } = parts
  const destinations = createDestinationStore(db)
  const outsideOrigins = () => policy.extraOrigins()
  const { waits, ...others } = parts
  const delivery = await createDeliveryParts({ ...others, ...(waits && { waits }), outsideOrigins })

  const findCredential = (id: string) => credentials.find(id)
  const budgetOf = async (id: string): Promise<BudgetStatus> => {
    const credential = await findCredential(id)
    if (!credential) return { team: null, pointsPerMinute: 0, allowed: 0, remaining: null, waitsUntil: null }
    return parts.budgets.status(budgetKeyOf(credential), credential.limits, credential.check.team?.name ?? null)
  }
  const status = createDestinationStatusService({
    destinations,
    connectors,
    budgetOf,
    recentRate: (id) => findRecentRate(db, id),
  })
  const feed = createStatusFeed({
    ...status,
    onError: (error) => log.warn({ err: error }, 'Pages aren’t told of changes: the database can’t be used.'),
  })
  const bell = await listen(
    connection,
    { [changedChannel]: feed.changed, [progressChannel]: feed.changed, [appendedChannel]: feed.appended },
    feed.changedAny,
  )
  const states = createDestinationStateService({ states: delivery.states, openWork: delivery.openWork, connectors })

  const runs = createRunStore(db)
  const outcomes = createOutcomeStore(db)
  const quarantine = {
    db,
    destinations,
    outcomes,
    records: delivery.records,
    onChange: (id: string, executor: Kysely<Database>) => announce(executor, id),
  }

  return {
    services: {
      destinations: createDestinationService({
        db,
        destinations,
        credentials,
        connectors,
        policy,
        intake: parts.intake,
        nexsetExists: async (id) => (await parts.nexsetStore.find(id)) !== undefined,
        onChange: (id) => announce(db, id),
      }),
      status,
      control: createDestinationControl({ db, states, status }),
      activationPlan: createActivationPlan({
        destinations,
        connectors,
        budgetOf,
        replayingIn: (id) => countReplaying(db, id),
        checkOf: async (id) => (await findCredential(id))?.check,
      }),
      events: createEventStreams(feed, parts.stopping),
      history: createDestinationHistory({ destinations, findCredential, history: createHistoryStore(db) }),
      runs: createRunService(runs),
      replays: createReplayService({
        ...quarantine,
        runs,
        credentials: { find: findCredential },
        connectors,
        outsideOrigins,
      }),
      dismissals: createDismissalService(quarantine),
      outcomes: createOutcomeService({
        destinations,
        connectors,
        outsideOrigins,
        outcomes,
        records: delivery.records,
        replayRecords: delivery.replayRecords,
        versions: delivery.openWork,
        findExchanges: (destination, seq) => findExchanges(db, destination, seq),
        findErrorGroups: (destination) => findErrorGroups(db, destination),
        attributesOf: async (nexsetId) => (await nexsets.get(nexsetId)).attributes.map(({ name }) => name),
      }),
    },
    worker: createDeliveryEngine(delivery, connection),
    async close() {
      feed.close()
      await bell.close()
    },
  }
}
