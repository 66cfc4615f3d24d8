import type { Change } from './state.ts'

/** One request that Practice Salesloft got in Salesloft's place, as its log keeps it. */
export type LoggedRequest = {
  /** Position in the log, from 1, without gaps; in the order in which requests took effect. */
  seq: number
  /** When it arrived, ISO 8601 with milliseconds. */
  at: string
  method: string
  /** As it came, with the query. */
  path: string
  /** The status that was answered (or would have been, had a fault not dropped the connection first). */
  status: number
  /** Names in lower case; of Authorization only the last 4 characters. */
  headers: Record<string, string>
  /** The exact text of the body. */
  body: string
  /** The exact bytes in base64, only where they aren't UTF-8 and `body` therefore can't hold them. */
  bodyBase64?: string
  /** Points of the minute that it cost; 0 when it was refused with 401 or 429. */
  cost: number
  /** What it changed; empty when nothing was applied. */
  changes: Change[]
  /** Whether anything was applied. */
  applied: boolean
  /** The start of the answer's body: 400 characters of a success, 2,000 of anything else. */
  responseBody: string
  /** The fault that struck it, or null. */
  fault: { id: number; kind: string } | null
  /** Number of its arrival, from 1 at each start of the process. */
  arrival: number
  /** The arrivals that were still unanswered when it arrived: what it overlapped with. */
  alongside: number[]
}
