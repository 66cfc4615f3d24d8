import { z } from 'zod'

const Time = z.number()

/** Places in flight: how many each process may use, and what is allowed of them after an overload. */
const Places = z.object({
  /** Fewer than the setting since the target showed that it is overloaded; null when it didn't. */
  most: z.number().nullable(),
  mostChangedAt: Time,
  /** By process. `wants`: how many it would use. Its places are others' again after `until`. */
  holders: z.record(z.string(), z.object({ holds: z.number(), wants: z.number(), until: Time })),
})
export type Places = z.infer<typeof Places>

/** What is known of a team's points, over all processes. Times are milliseconds of one clock, the database's. */
export const BudgetState = z
  .object({
    windowStartedAt: Time.nullable(),
    /**
     * How the target counts its minute, as far as answers have shown: in windows that begin anew with all points, or
     * with each point coming back a minute after it was spent. Unknown, windows are assumed to follow the clock's minute.
     */
    windowKind: z.enum(['unknown', 'fixed', 'sliding']),
    /** Points of this window that were leased, and of these the ones whose answers were reported. */
    taken: z.number(),
    used: z.number(),
    /** Points of the window before whose answers weren't reported: where no window begins anew, they still count. */
    unanswered: z.number(),
    /** As the newest answer said, and when its request was sent. */
    remaining: z.number().nullable(),
    headerAt: Time.nullable(),
    /** What was left when the last window ended, until an answer tells of this one. */
    leftBefore: z.number().nullable(),
    /** What would be left now if no point had come back since the kind of window was last in question. */
    expected: z.number().nullable(),
    /** Our points of the last minute by when their answers were there, in parts of a window; none in fixed windows. */
    answered: z.array(z.object({ at: Time, points: z.number() })).readonly(),
    /** With nothing left, after a 429 or another such request: when a single request asks whether points came back. */
    asksAt: Time.nullable(),
    pacedUntil: Time.nullable(),
    blockedUntil: Time.nullable(),
    places: Places,
  })
  .readonly()
export type BudgetState = z.infer<typeof BudgetState>

export const newBudget: BudgetState = {
  windowStartedAt: null,
  windowKind: 'unknown',
  taken: 0,
  used: 0,
  unanswered: 0,
  remaining: null,
  headerAt: null,
  leftBefore: null,
  expected: null,
  answered: [],
  asksAt: null,
  pacedUntil: null,
  blockedUntil: null,
  places: { most: null, mostChangedAt: 0, holders: {} },
}

/** How much faster than evenly points may be spent to catch up, at most. */
export const mostCatchUp = 4

/** A window has so many parts; where we know nothing better, after each of them a request asks whether points came back. */
export const partsOfWindow = 20
