import type { Connector } from '@sluice/schema'
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/tables.ts'
import type { MinuteCounts } from '../sending/history/minute-counts.ts'
import type { OpenCredential } from '../sending/open-credential.ts'
import type { RateBudgets } from '../sending/rate-budget.ts'
import type { Door } from '../sending/send-request.ts'
import type { AppendInTransaction } from '../store/append-records.ts'
import type { DestinationStateStore } from '../store/destination-states.ts'
import type { FilingStore } from '../store/filings.ts'
import type { HandOutStore } from '../store/hand-outs.ts'
import type { IntentStore } from '../store/intents.ts'
import type { NexsetRecords } from '../store/nexset-records.ts'
import type { OpenWorkStore } from '../store/open-work.ts'
import type { ReplayRecordStore } from '../store/replay-records.ts'
import type { WorkerStore } from '../store/workers.ts'
import type { Waits } from '../waits.ts'
import type { DeliveryMetrics } from './delivery-metrics.ts'
import type { InFlightGroups } from './in-flight-groups.ts'

/** All that the engine works with. */
export type DeliveryParts = {
  readonly db: Kysely<Database>
  readonly handOuts: HandOutStore
  readonly intents: IntentStore
  readonly filings: FilingStore
  readonly openWork: OpenWorkStore
  readonly replayRecords: ReplayRecordStore
  readonly states: DestinationStateStore
  readonly workers: WorkerStore
  readonly records: NexsetRecords
  readonly appendInTransaction: AppendInTransaction
  readonly credentials: { open(id: string): Promise<OpenCredential> }
  readonly connectors: ReadonlyMap<string, Connector>
  /** Hosts beside the credential's own that Advanced requests may go to. */
  readonly outsideOrigins: () => readonly string[]
  readonly door: Pick<Door, 'send'>
  readonly budgets: Pick<RateBudgets, 'acquire' | 'settle'>
  readonly waits: Waits
  readonly clock: Clock
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>
  readonly metrics: DeliveryMetrics
  /** What was done, by the minute. */
  readonly minutes: Pick<MinuteCounts, 'noteOutcomes' | 'flush'>
  /** This process, in the journal. */
  readonly workerId: string
  /** Intent groups with a request on its way from this process. */
  readonly inFlight: InFlightGroups
}
