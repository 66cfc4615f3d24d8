import { z } from 'zod'
import { BuildStep } from '../build-step.ts'
import { Problem } from '../problem.ts'
import { RecordData } from '../records.ts'
import { Confirmation } from './activation.ts'
import { failures, Id, IdParams, OnceHeaders, Search, Time } from './contract.ts'
import { DestinationState } from './destinations.ts'
import { Run } from './runs.ts'

export const QuarantineOutcome = z.enum(['rejected', 'invalid', 'unknown'])
export type QuarantineOutcome = z.infer<typeof QuarantineOutcome>

/** Which quarantined records: all, all of one outcome, those of an error group, those that a search finds, or those of these seqs. */
export const QuarantineSelection = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('all'), outcome: QuarantineOutcome.optional() }),
  z.strictObject({ by: z.literal('group'), fingerprint: z.string().min(1).max(64) }),
  z.strictObject({ by: z.literal('search'), search: Search.min(1), outcome: QuarantineOutcome.optional() }),
  z.strictObject({ by: z.literal('seqs'), seqs: z.array(z.int().min(1)).min(1).max(10_000) }),
])
export type QuarantineSelection = z.infer<typeof QuarantineSelection>

/** A record as it is to be sent in this replay; the Nexset keeps it as it came. */
export const RecordEdit = z.strictObject({ seq: z.int().min(1), data: RecordData })
export type RecordEdit = z.infer<typeof RecordEdit>

/** Of the chosen records, those that stay where they are, and why. */
export const ReplayLeftOut = z.object({
  sent: z.int().describe('Sent already: never sent again.'),
  unknown: z.int().describe('May have been applied: only with includeUnknown.'),
  replaying: z.int().describe('In a replay that isn’t done.'),
  others: z.int().describe('Dismissed, skipped, or not come to yet.'),
})
export type ReplayLeftOut = z.infer<typeof ReplayLeftOut>

const replayed = {
  select: QuarantineSelection,
  /** Records whose outcome is `unknown` may have been applied: whoever sends them again takes the doubles. */
  includeUnknown: z.boolean().default(false),
  edits: z.array(RecordEdit).max(1_000).default([]),
}

export const ReplayPreview = z.object({
  /** Records that would be sent. */
  count: z.int(),
  left: ReplayLeftOut,
  /** Of the configuration, the newest. */
  version: z.int(),
  /** As how many records were built for this, the edited ones among them, and what that made. */
  looked: z.int(),
  requests: z.int(),
  invalid: z.int(),
  /** Some of the requests, those of edited records before others, and some of the records that make none. */
  steps: z.array(BuildStep),
  warnings: z.array(Problem),
  /** Among those looked at: records after which a newer one with the same key was tried. Sent now, they come last. */
  overtaken: z.int(),
  /** How many records that may have been applied are among them, and whether sending them again may apply them twice. */
  unknown: z.int(),
  mayDouble: z.boolean(),
  isIrreversible: z.boolean(),
  losses: z.array(z.string()),
  /** Unless it is active, the replay begins with its next activation. */
  state: DestinationState,
})
export type ReplayPreview = z.infer<typeof ReplayPreview>

const path = '/api/v1/destinations'

export const previewReplay = {
  method: 'POST',
  path: `${path}/:id/replay-previews`,
  schema: {
    summary: 'What a replay would send, as the newest configuration makes it. Sends nothing.',
    params: IdParams,
    body: z.strictObject(replayed),
    response: { 200: ReplayPreview, ...failures },
  },
} as const

/** `confirm`: for what can't be undone, the destination's name and the count of records that would be sent. */
export const createReplay = {
  method: 'POST',
  path: `${path}/:id/replays`,
  schema: {
    summary:
      'Sends chosen quarantined records again, with the newest configuration and the edits given. What was sent is never among them. While the destination isn’t active, the replay waits.',
    headers: OnceHeaders,
    params: IdParams,
    body: z.strictObject({ ...replayed, confirm: Confirmation.optional() }),
    response: { 201: z.object({ run: Run, left: ReplayLeftOut }), ...failures },
  },
} as const

/** Quarantined records that were given up: they are `skipped` until that is undone. */
export const Dismissal = z.object({ id: Id, count: z.int(), at: Time, undoneAt: Time.nullable() })
export type Dismissal = z.infer<typeof Dismissal>

export const DismissalLeftOut = ReplayLeftOut.omit({ unknown: true }).extend({
  ahead: z.int().describe('Delivery hasn’t come past them yet.'),
})
export type DismissalLeftOut = z.infer<typeof DismissalLeftOut>

export const createDismissal = {
  method: 'POST',
  path: `${path}/:id/dismissals`,
  schema: {
    summary: 'Gives chosen quarantined records up: they are skipped from now on.',
    headers: OnceHeaders,
    params: IdParams,
    body: z.strictObject({ select: QuarantineSelection }),
    response: { 201: z.object({ dismissal: Dismissal, left: DismissalLeftOut }), ...failures },
  },
} as const

export const listDismissals = {
  method: 'GET',
  path: `${path}/:id/dismissals`,
  schema: {
    summary: 'The dismissals of a destination, the newest 100 first.',
    params: IdParams,
    response: { 200: z.object({ items: z.array(Dismissal) }), ...failures },
  },
} as const

export const undoDismissal = {
  method: 'POST',
  path: `${path}/:id/dismissals/:dismissalId/undo`,
  schema: {
    summary: 'Puts the records of a dismissal back into quarantine, each with the outcome it had.',
    params: z.strictObject({ id: Id, dismissalId: Id }),
    response: { 200: Dismissal, ...failures },
  },
} as const
