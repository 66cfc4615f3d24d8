import type { Settings } from '../settings.ts'
import type { Json, JsonObject } from '../store/json.ts'
import type { State } from '../store/state.ts'
import type { Row } from '../store/table.ts'

/** What a handler is given: one authenticated request, its parameters parsed. */
export type Call = {
  state: State
  /** The id in the path, 0 where the route has none. */
  id: number
  query: JsonObject
  /** Query and body together, as the API takes a parameter from either; the body wins. */
  params: JsonObject
  user: Row
  scopes: readonly string[]
  /** The time of this request, ISO 8601. */
  now: string
  /** Where this server is reached, for the `_href` of relations. */
  baseUrl: string
  settings: Readonly<Settings>
  /** Starts the bulk jobs that are ready, once this request is written. */
  wakeBulkJobs: () => void
}

/** What goes under `data`, and beside it for lists; `null` is a 204 without a body. */
export type Result = { data: Json; metadata?: JsonObject } | null

type Handler = (call: Call) => Result

export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** With at most one `:id`, which matches digits only. */
  path: string
  /** The scope that the key needs; null where none is documented. */
  scope: string | null
  handle: Handler
}
