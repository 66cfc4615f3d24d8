import { irreversibleCall } from '@sluice/request-builder'
import type { BuiltRequest } from '@sluice/schema'
import { encodeRequest } from '../services/fingerprint.ts'
import type { Lane } from './lane.ts'
import type { Slice } from './slice.ts'

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

/** A built request as it goes out. As text its body would take up to twice the memory, for as long as it is in hand. */
export type EncodedRequest = Omit<BuiltRequest, 'body'> & { readonly body: Buffer | null }

/** A request on its way: built, and not finished before the outcomes of its records are filed. */
export type WorkItem = {
  /** Of the run that sends it. */
  readonly lane: Lane
  readonly request: EncodedRequest
  readonly fingerprint: string
  /** What it writes; requests with the same target keep their order. */
  readonly targets: readonly string[]
  readonly bytes: number
  /** It makes a call that can’t be undone, and needs leave. */
  readonly isIrreversible: boolean
  history: History
}

/** A built request as an item of work. */
export function toWorkItem(
  { connector, mayBeIrreversible }: Pick<Slice, 'connector' | 'mayBeIrreversible'>,
  lane: Lane,
  request: BuiltRequest,
  history: History = noHistory,
): WorkItem {
  const { body, fingerprint } = encodeRequest(request)
  return {
    lane,
    request: { ...request, body },
    fingerprint,
    targets: targetsOf(request),
    bytes: (body?.length ?? 0) + request.url.length + 200,
    isIrreversible: mayBeIrreversible && irreversibleCall(connector, request) !== null,
    history,
  }
}

/** A request as it was built. */
export const decodeRequest = ({ body, ...rest }: EncodedRequest): BuiltRequest => ({
  ...rest,
  body: body?.toString() ?? null,
})

/** The URL of what writes to it by name, the natural keys of what doesn't; nothing where neither tells. */
function targetsOf({ method, url, keys }: BuiltRequest): readonly string[] {
  if (method === 'PUT' || method === 'PATCH' || method === 'DELETE') return [url]
  if (method === 'GET' || keys.every((key) => key === null)) return []
  if (keys.length === 1) return [keys[0] ?? '']
  return [...new Set(keys.filter((key) => key !== null))]
}
