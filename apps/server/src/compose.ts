import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { Clock } from './clock.ts'
import { composeDestinations } from './compose-destinations.ts'
import { composeNexsets } from './compose-nexsets.ts'
import { composeSending } from './compose-sending.ts'
import type { Config } from './config.ts'
import type { OpenDatabase } from './database/open-database.ts'
import { createMinuteCounts } from './sending/history/minute-counts.ts'
import type { SecretRegistry } from './sending/secrets/secret-registry.ts'
import { createHistoryStore } from './store/history.ts'
import type { Waits } from './waits.ts'

/** What the routes call. Each area adds its own. */
export type Services = ReturnType<typeof composeNexsets>['services'] &
  Awaited<ReturnType<typeof composeSending>>['services'] &
  Awaited<ReturnType<typeof composeDestinations>>['services']

/** What works beside the requests: the delivery engine. */
export type Worker = {
  start(): Promise<void>
  /** Begins no new request to a target, and ends when those in flight are decided (25 s at most). */
  stop(): Promise<void>
}

export type Parts = {
  readonly config: Config
  readonly database: OpenDatabase
  readonly log: Logger
  /** Values that no log line may show. */
  readonly secrets: SecretRegistry
  /** What `/metrics` prints. */
  readonly metrics: Registry
  /** Aborted when Sluice begins to stop: streams end, nothing new begins. */
  readonly stopping: AbortSignal
  /** Shorter ones, in tests. */
  readonly waits?: Waits
  /** Another one, in tests. */
  readonly clock?: Clock
}

export type Composed = {
  readonly services: Services
  readonly worker: Worker
  /** After the last request was served and the worker has stopped: ends the connections to targets. */
  close(): Promise<void>
}

/** Builds every store and service over the opened parts; the one place that knows how they fit. */
export async function compose({ config, database, waits, ...parts }: Parts): Promise<Composed> {
  const { db, connection } = database
  const nexsets = composeNexsets(db, config)
  const minutes = createMinuteCounts({
    store: createHistoryStore(db),
    onError: (error) => parts.log.warn({ err: error }, 'The history waits for the database.'),
    ...(waits && { waits }),
  })
  const sending = await composeSending({ ...parts, ...nexsets.stores, minutes, db, config, ...(waits && { waits }) })
  const { connectors, credentials } = sending.services
  const destinations = await composeDestinations({
    ...parts,
    ...sending.sending,
    minutes,
    db,
    connection,
    connectors,
    credentials,
    ...nexsets.services,
    nexsetStore: nexsets.stores.nexsets,
    waits,
  })
  if (config.role !== 'worker') await sending.keepPractice()
  return {
    services: { ...nexsets.services, ...sending.services, ...destinations.services },
    worker: destinations.worker,
    async close() {
      await destinations.close()
      await sending.close()
      await minutes.close()
    },
  }
}
