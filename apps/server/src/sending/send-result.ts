import type { Answer } from '@sluice/schema'

/**
 * What became of one request. `durationMs` counts from the call of `send`.
 *
 * - `answered`: status and headers came whole. The answer's text is at most 1 MiB; `isCut` says that it is not all
 *   (longer, broken off, or in an encoding that can't be read); a NUL in it is shown as U+FFFD, a secret as `[secret]`.
 *   `points` and `remaining` are what the rate limit's headers said.
 * - `not_sent`: surely not applied; not one byte was written. Codes: `url_not_allowed` (own check), `send_by_passed`,
 *   `stopped` (the signal, or the door closed), `lookup_failed`, `connect_failed`, `connect_timeout`, `tls_failed`,
 *   `request_invalid`.
 * - `in_doubt`: at least one byte was written and no whole status and headers came back. Codes: `timeout`,
 *   `connection_lost`, `answer_broken`, `stopped`.
 */
export type SendResult =
  | {
      readonly kind: 'answered'
      readonly answer: Answer
      readonly durationMs: number
      readonly points: number | null
      readonly remaining: number | null
    }
  | { readonly kind: 'not_sent'; readonly code: NotSentCode; readonly problem: string; readonly durationMs: number }
  | { readonly kind: 'in_doubt'; readonly code: InDoubtCode; readonly problem: string; readonly durationMs: number }

export type NotSentCode =
  | 'url_not_allowed'
  | 'send_by_passed'
  | 'stopped'
  | 'lookup_failed'
  | 'connect_failed'
  | 'connect_timeout'
  | 'tls_failed'
  | 'request_invalid'

export type InDoubtCode = 'timeout' | 'connection_lost' | 'answer_broken' | 'stopped'
