import type { Connector } from '@sluice/schema'
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import { type Clock, systemClock } from '../clock.ts'
import type { Database } from '../database/tables.ts'
import type { RateBudgets } from '../sending/rate-budget.ts'
import type { Door } from '../sending/send-request.ts'
import { appendInTransaction } from '../store/append-records.ts'
import { createDestinationStateStore } from '../store/destination-states.ts'
import { createFilingStore } from '../store/filings.ts'
import { createHandOutStore } from '../store/hand-outs.ts'
import { createIntentStore } from '../store/intents.ts'
import { createNexsetRecords } from '../store/nexset-records.ts'
import { createOpenWorkStore } from '../store/open-work.ts'
import { createReplayRecordStore } from '../store/replay-records.ts'
import { registerWorker } from '../store/workers.ts'
import { waits as defaultWaits, type Waits } from '../waits.ts'
import { createDeliveryMetrics } from './delivery-metrics.ts'
import type { DeliveryParts } from './delivery-parts.ts'
import { createInFlightGroups } from './in-flight-groups.ts'
import { isSurelyGone, ownIdentity } from './process-identity.ts'

type Given = {
  readonly db: Kysely<Database>
  readonly door: Pick<Door, 'send'>
  readonly budgets: Pick<RateBudgets, 'acquire' | 'settle'>
  readonly credentials: DeliveryParts['credentials']
  readonly connectors: ReadonlyMap<string, Connector>
  readonly outsideOrigins: () => readonly string[]
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>
  readonly metrics: Registry
  readonly minutes: DeliveryParts['minutes']
  readonly waits?: Waits
  readonly clock?: Clock
}

/** All that the engine works with, over one database; enters this process among the workers. */
export async function createDeliveryParts({
  db,
  metrics,
  waits = defaultWaits,
  clock = systemClock,
  ...given
}: Given): Promise<DeliveryParts> {
  const workers = await registerWorker(db, ownIdentity(), isSurelyGone)
  return {
    ...given,
    db,
    waits,
    clock,
    handOuts: createHandOutStore(db),
    intents: createIntentStore(db),
    filings: createFilingStore(db),
    openWork: createOpenWorkStore(db),
    replayRecords: createReplayRecordStore(db),
    states: createDestinationStateStore(db),
    records: createNexsetRecords(db),
    appendInTransaction,
    workers,
    workerId: workers.workerId,
    metrics: createDeliveryMetrics(metrics),
    inFlight: createInFlightGroups(),
  }
}
