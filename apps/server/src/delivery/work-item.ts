import type { BuiltRequest } from '@sluice/schema'
import { fingerprintOf } from '../services/fingerprint.ts'
import type { Lane } from './lane.ts'

/** What is known of a request's earlier tries. */
export type History = {
  /** Failed tries so far. */
  readonly tries: number
  /** How often it was in doubt so far. */
  readonly doubts: number
  /** It may have been applied before. */
  readonly isRepeat: boolean
  /** It may have been, and nothing has told since: a refusal now says nothing of that. A look-up in vain tells. */
  readonly isInDoubt: boolean
}

export const noHistory: History = { tries: 0, doubts: 0, isRepeat: false, isInDoubt: false }

/** The engine sends it again by itself. What a person has sent again is none of these, though it may be a repeat. */
export const isAgain = ({ tries, doubts }: History): boolean => tries > 0 || doubts > 0

/** A request on its way: built, and not finished before the outcomes of its records are filed. */
export type WorkItem = {
  /** Of the run that sends it. */
  readonly lane: Lane
  readonly request: BuiltRequest
  readonly fingerprint: string
  /** What it writes; requests with the same target keep their order. */
  readonly targets: readonly string[]
  readonly bytes: number
  history: History
}

/** A built request as an item of work. */
export function toWorkItem(lane: Lane, request: BuiltRequest, history: History = noHistory): WorkItem {
  return {
    lane,
    request,
    fingerprint: fingerprintOf(request),
    targets: targetsOf(request),
    bytes: (request.body?.length ?? 0) + request.url.length + 200,
    history,
  }
}

/** The URL of what writes to it by name, the natural keys of what doesn't; nothing where neither tells. */
function targetsOf({ method, url, keys }: BuiltRequest): readonly string[] {
  if (method === 'PUT' || method === 'PATCH' || method === 'DELETE') return [url]
  if (method === 'GET' || keys.every((key) => key === null)) return []
  if (keys.length === 1) return [keys[0] ?? '']
  return [...new Set(keys.filter((key) => key !== null))]
}
