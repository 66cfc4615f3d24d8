import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { Config } from './config.ts'
import type { OpenDatabase } from './database/open-database.ts'
import type { SecretRegistry } from './sending/secrets/secret-registry.ts'

/** What the routes call. Each area adds its own. */
export type Services = Record<never, never>

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
}

/** Builds every store and service over the opened parts; the one place that knows how they fit. */
export async function compose(_parts: Parts): Promise<{ services: Services; worker: Worker }> {
  return { services: {}, worker: { start: async () => {}, stop: async () => {} } }
}
