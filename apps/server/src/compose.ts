import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { OpenDatabase } from './database/open-database.ts'

/** What the routes call. Each area adds its own. */
export type Services = Record<never, never>

type Parts = { readonly config: Config; readonly database: OpenDatabase; readonly log: Logger }

/** Builds every store and service over the opened parts; the one place that knows how they fit. */
export function composeServices(_parts: Parts): Services {
  return {}
}
