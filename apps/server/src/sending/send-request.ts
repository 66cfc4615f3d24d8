import type { BuiltRequest } from '@sluice/schema'
import type { OpenCredential } from './open-credential.ts'
import type { SendResult } from './send-result.ts'

/**
 * The one door to the network. `send` makes exactly one attempt and never throws: no retry, no redirect, no proxy. The
 * secret is added here, and only to a request to the credential's own origin. The rate budget is the caller's to ask
 * first.
 */
export type Door = {
  send(request: BuiltRequest, credential: OpenCredential, options?: SendOptions): Promise<SendResult>
  /** Ends idle connections; requests in flight are finished, or cut when `send`'s own bounds say so. */
  close(): Promise<void>
}

export type SendOptions = {
  /** Before the first byte: `not_sent`; after it: `in_doubt`. */
  readonly signal?: AbortSignal
  /** On the monotonic clock (`performance.now()`): when the first byte isn't written by then, nothing is sent. */
  readonly sendBy?: number
}
