import type { Fault, SetFault } from './faults/fault.ts'
import type { Settings } from './settings.ts'
import type { LoggedRequest } from './store/logged-request.ts'
import type { RequestFilter } from './store/request-log.ts'
import type { Row } from './store/table.ts'
import type { TableName } from './store/tables.ts'

/** How to start it; everything that is left out is as in `defaultSettings`. */
export type PracticeOptions = Partial<Settings> & {
  /** 0 or nothing: a free one. */
  port?: number
  /** Where its data and log are kept; without it they are in memory. */
  folder?: string
}

/** A running Practice Salesloft. `await using` closes it. */
export type PracticeSalesloft = AsyncDisposable & {
  /** `http://127.0.0.1:<port>`, to be used as the base URL of a credential. */
  readonly url: string
  readonly port: number
  /** The key that is always there, with every scope. */
  readonly apiKey: string
  /** Method, path and exact body of every request so far, in order. */
  readonly received: readonly Pick<LoggedRequest, 'method' | 'path' | 'body'>[]
  /** The logged requests in order, all or the chosen ones. */
  requests(filter?: RequestFilter): LoggedRequest[]
  countRequests(filter?: RequestFilter): number
  clearRequests(): void
  /** The records of a table as they are kept, by id upwards; an index is not used. */
  records(table: TableName): Row[]
  readonly faults: readonly SetFault[]
  addFault(fault: Fault): SetFault
  removeFault(id: number): boolean
  clearFaults(): void
  readonly settings: Readonly<Settings>
  /** Changes settings while it runs. Throws a RangeError where a value can't be. */
  configure(settings: Partial<Settings>): void
  /** Makes a key that has these scopes only and acts for this user (the first one unless said). */
  addKey(scopes: readonly string[], userId?: number): string
  /** Back to the sample data, an empty log and no faults; settings stay. */
  reset(): void
  close(): Promise<void>
}
